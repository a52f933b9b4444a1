package cascade.gateway.bench.load;

import cascade.gateway.gb.sdp.MediaTransport;
import java.net.InetSocketAddress;

/** Receivers of calls' media at the upper, told apart by their ports. The loop's thread. */
public interface Receiver {

    /** UDP to a port where nobody need be. */
    Receiver UDP = new Receiver() {
        @Override
        public MediaTransport transport(int port) {
            return MediaTransport.UDP;
        }

        @Override
        public void connect(int port, InetSocketAddress gateway) {
            throw new IllegalStateException("over UDP");
        }
    };

    /** As the upper offers it. */
    MediaTransport transport(int port);

    /** The gateway has accepted the call of one that connects. */
    void connect(int port, InetSocketAddress gateway);
}
