package cascade.gateway.domain;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Socket addresses for tests. */
public final class Peers {

    private Peers() {}

    public static SipPeer udp(String address, int port) {
        return udp(DomainConfigs.NETWORK, address, port);
    }

    public static SipPeer tcp(String address, int port) {
        return new SipPeer(
                DomainConfigs.NETWORK, SipTransport.TCP, new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    public static SipPeer udp(String network, String address, int port) {
        return new SipPeer(network, SipTransport.UDP, new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }
}
