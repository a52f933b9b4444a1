package cascade.gateway.media.relay.singleport;

import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.io.Poller;
import cascade.gateway.media.io.SendCount;
import cascade.gateway.media.io.SocketReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Virtual RTP or RTCP socket of a {@link SinglePortLeg}: sends by the port that all share, and hears what is this
 * leg's. Loop thread.
 */
final class SinglePortSocket implements MediaSocket {

    private final SinglePortLeg leg;
    private final MediaSocket port;
    private final boolean isRtp;

    SinglePortSocket(SinglePortLeg leg, MediaSocket port, boolean isRtp) {
        this.leg = leg;
        this.port = port;
        this.isRtp = isRtp;
    }

    /** Nothing can wait here: the kernel does not know whose packets they are, so those of one leg cannot be held. */
    private static final class NeverHeld extends SocketReader {
        @Override
        protected void readBurst(long nowNanos) {
            // the shared port is read, not this
        }

        @Override
        protected void wanted(boolean yes) {
            // as above
        }
    }

    @Override
    public SocketReader readBy(Poller poller, DatagramHandler handler) {
        leg.attach(handler, isRtp);
        return new NeverHeld();
    }

    @Override
    public int grantedBufferBytes() throws IOException {
        return port.grantedBufferBytes();
    }

    @Override
    public void keepUnconnected() {
        // it always is
    }

    @Override
    public boolean send(ByteBuffer packet, InetSocketAddress to) {
        return port.send(packet, to);
    }

    @Override
    public void send(PacketBatch batch, InetSocketAddress to, SendCount count) {
        port.send(batch, to, count);
    }

    /** Ends the leg's share; the port stays. */
    @Override
    public void close() {
        leg.close();
    }
}
