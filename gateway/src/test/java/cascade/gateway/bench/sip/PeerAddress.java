package cascade.gateway.bench.sip;

import java.net.InetSocketAddress;

/** Platform id and UDP address of one party. */
record PeerAddress(String id, InetSocketAddress socket) {

    String host() {
        return socket.getAddress().getHostAddress();
    }

    String hostPort() {
        return host() + ":" + socket.getPort();
    }

    /** SIP URI of the platform. */
    String uri() {
        return uri(id);
    }

    /** SIP URI of one of its channels. */
    String uri(String user) {
        return "sip:" + user + "@" + hostPort();
    }
}
