package cascade.gateway.sip;

import cascade.address.IpFamily;
import cascade.address.IpText;
import java.util.Set;

/**
 * Local socket address of one network: the same port for UDP and TCP, and the source port of all that is sent.
 *
 * @param network the configured network's name
 * @param host address to bind, an IP address without brackets
 * @param port port to bind
 * @param advertisedHost what Via and Contact say, without the brackets that IPv6 has there
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

    /** The advertised host as a URI or Via writes it: an IPv6 address in brackets. */
    public String uriHost() {
        return IpText.uriHost(advertisedHost);
    }

    /** The family of all peers that are reached from here. */
    public IpFamily family() {
        return host.indexOf(':') < 0 ? IpFamily.IPV4 : IpFamily.IPV6;
    }

    /** Local address and port as bound. */
    public String bound() {
        return IpText.hostPort(host, port);
    }

    /** {@code host:port} as Contact, From and Via write it. */
    public String authority() {
        return IpText.hostPort(advertisedHost, port);
    }
}
