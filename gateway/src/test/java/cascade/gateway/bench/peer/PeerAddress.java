package cascade.gateway.bench.peer;

import java.net.InetSocketAddress;

/** Platform id, address and transport of one party. */
public record PeerAddress(String id, InetSocketAddress socket, boolean tcp) {

    public String host() {
        return socket.getAddress().getHostAddress();
    }

    public String hostPort() {
        return host() + ":" + socket.getPort();
    }

    /** SIP URI of the platform. */
    public String uri() {
        return uri(id);
    }

    /** SIP URI of one of its channels. */
    public String uri(String user) {
        return "sip:" + user + "@" + hostPort();
    }
}
