package cascade.gateway.media.relay;

import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.io.SendCount;
import cascade.gateway.media.io.SocketReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** One of a {@link SinglePortLeg}'s two: sends by the port that all share, and hears what is this leg's. Loop thread. */
final class SinglePortSocket implements MediaSocket {

    private final SinglePortLeg leg;
    private final MediaSocket port;
    private final boolean isRtp;

    SinglePortSocket(SinglePortLeg leg, MediaSocket port, boolean isRtp) {
        this.leg = leg;
        this.port = port;
        this.isRtp = isRtp;
    }

    void requireDistinct(SourceAnswer answer) {
        if (leg instanceof SinglePortSource source) {
            source.requireDistinct(answer);
        }
    }

    /** A source's: the leg takes its packets from there. */
    void onConfirmed(InetSocketAddress from) {
        if (leg instanceof SinglePortSource source) {
            source.onConfirmed(from);
        }
    }

    /** A viewer's: from now on it has another remote end. */
    void moveTo(ViewerSpec spec) {
        if (leg instanceof SinglePortViewer viewer) {
            viewer.moveTo(spec);
        }
    }

    /** A source's: tells its leg's packets by what the answer says. */
    void expect(SourceAnswer answer) {
        if (leg instanceof SinglePortSource source) {
            source.expect(answer);
        }
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

    SocketReader attach(DatagramHandler handler) {
        leg.attach(handler, isRtp);
        return new NeverHeld();
    }

    @Override
    public int grantedBufferBytes() throws IOException {
        return port.grantedBufferBytes();
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
