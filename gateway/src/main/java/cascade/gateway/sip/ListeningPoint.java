package cascade.gateway.sip;

import java.util.Set;

/**
 * Local socket address of one network: the same port for UDP and TCP, and the source port of all that is sent.
 *
 * @param network the configured network's name
 * @param host address to bind
 * @param port port to bind
 * @param advertisedHost what Via and Contact say
 * @param transports at least one
 */
public record ListeningPoint(
        String network, String host, int port, String advertisedHost, Set<SipTransport> transports) {

    public ListeningPoint {
        transports = Set.copyOf(transports);
        if (transports.isEmpty()) {
            throw new IllegalArgumentException("transports: none (expected: udp, tcp or both)");
        }
    }

    /** {@code host:port} as Contact, From and Via write it. */
    public String authority() {
        return advertisedHost + ":" + port;
    }
}
