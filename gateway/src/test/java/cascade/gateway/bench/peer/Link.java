package cascade.gateway.bench.peer;

import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/** Way from a platform to the gateway. The loop's thread. */
interface Link {

    /** What cannot be sent now is lost over UDP, and sent later over TCP. */
    void send(byte[] message);

    /** Whether nothing need be sent again. */
    boolean isReliable();

    /** The platform's UDP socket. */
    record Udp(PeerLoop loop, DatagramChannel channel, InetSocketAddress to) implements Link {

        @Override
        public void send(byte[] message) {
            loop.send(channel, to, message);
        }

        @Override
        public boolean isReliable() {
            return false;
        }
    }
}
