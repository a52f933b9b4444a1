package cascade.gateway.sip.message;

import cascade.address.IpText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A SIP URI (RFC 3261 section 19.1). In GB/T 28181 the user part is the id of a platform, device or channel and is the
 * only part that may be compared; the host is either {@code IP:port} or a ten-digit domain that is never resolved. An IPv6
 * address has its brackets everywhere here.
 *
 * @param scheme {@code sip} or {@code sips}; requests to other schemes are answered 416 and come no further
 * @param user the user part, empty where the URI has none
 * @param host domain or IP address
 * @param port the port as written, or -1
 * @param params URI parameters, values empty for flags
 */
public record SipUri(String scheme, String user, String host, int port, Map<String, String> params) {

    public SipUri {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("host: empty (expected: a domain or an address)");
        }
        params = Params.copyOf(params);
    }

    /** {@code sip:user@host} */
    public static SipUri of(String user, String host) {
        return new SipUri("sip", user, host, -1, Map.of());
    }

    /** {@code sip:user@host:port} */
    public static SipUri of(String user, String host, int port) {
        return new SipUri("sip", user, host, port, Map.of());
    }

    /**
     * {@code sip:user@authority}, where the authority is a domain or {@code address:port} as GB/T 28181 peers write it, an
     * IPv6 address in brackets.
     */
    public static SipUri ofAuthority(String user, String authority) {
        int colon = authority.indexOf(':', Math.max(authority.indexOf(']'), 0));
        boolean hasPort = colon > 0;
        return hasPort
                ? of(user, authority.substring(0, colon), Integer.parseInt(authority.substring(colon + 1)))
                : of(user, authority);
    }

    public OptionalInt explicitPort() {
        return port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Whether both have the same user, host and port, whatever their parameters; no port is the default one. */
    public boolean isSameAddress(SipUri other) {
        return user.equals(other.user)
                && isSameHost(other.host)
                && explicitPort().orElse(Via.DEFAULT_PORT)
                        == other.explicitPort().orElse(Via.DEFAULT_PORT);
    }

    /** An IPv6 address has many texts. */
    private boolean isSameHost(String other) {
        return host.equalsIgnoreCase(other)
                || (host.startsWith("[")
                        && IpText.parseUriHost(host).isPresent()
                        && IpText.parseUriHost(host).equals(IpText.parseUriHost(other)));
    }

    /** This URI with one more parameter. */
    public SipUri withParam(String name, String value) {
        var all = new LinkedHashMap<>(params);
        all.put(name, value);
        return new SipUri(scheme, user, host, port, all);
    }

    @Override
    public String toString() {
        var text = new StringBuilder(scheme).append(':');
        if (!user.isEmpty()) {
            text.append(user).append('@');
        }
        text.append(host);
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
