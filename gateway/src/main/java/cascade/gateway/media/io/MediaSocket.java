package cascade.gateway.media.io;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** UDP socket bound to one media port. Made on the control context, then used by the loop that reads it. */
public interface MediaSocket extends Closeable {

    /** What the kernel gave of the receive buffer that was asked for. */
    int grantedBufferBytes() throws IOException;

    /** Has its packets handed over by {@code poller}'s loop from now on; one that shares a port hears from that. */
    default SocketReader readBy(Poller poller, DatagramHandler handler) throws IOException {
        return poller.read(this, handler);
    }

    /**
     * Keeps the socket unconnected, whatever it sends: it receives as well (symmetric RTP, <a
     * href="https://datatracker.ietf.org/doc/html/rfc4961">RFC 4961</a>), also from a port that its packets do not go to. It
     * is not told of ports that are closed then. Before the first batch; idempotent.
     */
    void keepUnconnected();

    /**
     * Sends the buffer from 0 to its limit; false when the kernel did not take it (its queue is full, or there is no way
     * there).
     */
    boolean send(ByteBuffer packet, InetSocketAddress to);

    /** Sends all packets of the batch, in their order, and tells {@code count} what became of them. */
    void send(PacketBatch batch, InetSocketAddress to, SendCount count);
}
