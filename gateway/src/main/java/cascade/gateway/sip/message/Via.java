package cascade.gateway.sip.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One hop of a request (RFC 3261 section 20.42, RFC 3581).
 *
 * @param transport {@code UDP} or {@code TCP}, upper case
 * @param host sent-by host
 * @param port sent-by port, or -1
 * @param params parameters, quotes included, values empty for flags
 */
public record Via(String transport, String host, int port, Map<String, String> params) {

    /** Magic cookie: the begin of every branch of an RFC 3261 client (section 8.1.1.7). */
    public static final String MAGIC_COOKIE = "z9hG4bK";

    /** The port of a sent-by without one (RFC 3261 section 18.2.2). */
    public static final int DEFAULT_PORT = 5060;

    public Via {
        params = Params.copyOf(params);
    }

    /** The transaction id; absent or without the magic cookie from RFC 2543 style clients and some vendors. */
    public Optional<String> branch() {
        return Optional.ofNullable(params.get("branch")).filter(branch -> !branch.isEmpty());
    }

    /** Whether the client asked for a response to its source port (RFC 3581 section 3). */
    public boolean hasRport() {
        return params.containsKey("rport");
    }

    /** sent-by as a transaction key needs it: host and explicit or default port. */
    public String sentBy() {
        return host + ":" + (port < 0 ? DEFAULT_PORT : port);
    }

    public Via with(String name, String value) {
        var all = new LinkedHashMap<>(params);
        all.put(name, value);
        return new Via(transport, host, port, all);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("SIP/2.0/").append(transport).append(' ').append(host);
        if (port >= 0) {
            text.append(':').append(port);
        }
        params.forEach((name, value) -> {
            text.append(';').append(name);
            if (!value.isEmpty()) {
                text.append('=').append(value);
            }
        });
        return text.toString();
    }
}
