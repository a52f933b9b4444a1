package cascade.gateway.sip;

import cascade.address.IpText;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A socket address of a neighbour, and the network through which it is reached: where a message came from, or where one
 * is to go. Never a name that would have to be resolved.
 *
 * @param network the configured network whose listening point speaks to the neighbour
 * @param transport UDP or TCP
 * @param address resolved address and port
 */
public record SipPeer(String network, SipTransport transport, InetSocketAddress address) {

    public SipPeer {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("address: " + address + " (expected: resolved)");
        }
    }

    public InetAddress host() {
        return address.getAddress();
    }

    /** {@code address:port} as a SIP URI writes it. */
    public String authority() {
        return IpText.of(address);
    }

    @Override
    public String toString() {
        return transport + " " + authority();
    }
}
