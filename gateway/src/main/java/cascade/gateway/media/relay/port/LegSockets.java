package cascade.gateway.media.relay.port;

import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.TcpListener;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Sockets of a leg on its RTP/RTCP port pair. Over TCP RTCP is in the same connection: the odd port rests. */
public sealed interface LegSockets extends Closeable {

    int rtpPort();

    /**
     * UDP: both ports are bound.
     *
     * @param keys told of the peer, where the ports are shared
     */
    record Datagrams(PortPair<MediaSocket> pair, PeerKeys keys) implements LegSockets {
        @Override
        public int rtpPort() {
            return pair.rtpPort();
        }

        @Override
        public void close() throws IOException {
            pair.close();
        }
    }

    /** TCP, passive: the peer may connect from now on. */
    record Listening(int rtpPort, TcpListener listener) implements LegSockets {
        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    /** TCP, active: nothing is open before the leg connects. */
    record Calling(int rtpPort, InetSocketAddress local) implements LegSockets {
        @Override
        public void close() {
            // the port is kept by the pool alone
        }
    }

    /** @throws java.net.BindException when another program holds one of the ports */
    static LegSockets open(
            IoBackend backend, MediaTransport transport, InetAddress address, int rtpPort, int bufferBytes)
            throws IOException {
        return switch (transport) {
            case UDP ->
                new Datagrams(PortPair.bind(rtpPort, port -> backend.bind(address, port, bufferBytes)), PeerKeys.NONE);
            case TCP_PASSIVE -> new Listening(rtpPort, backend.listen(address, rtpPort));
            case TCP_ACTIVE -> {
                // who else holds the port tells itself now, and not when it is too late for another
                backend.listen(address, rtpPort).close();
                yield new Calling(rtpPort, new InetSocketAddress(address, rtpPort));
            }
        };
    }
}
