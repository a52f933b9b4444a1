package cascade.gateway.media.relay;

import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.SocketReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Two ports, and whoever sends there. Loop thread. */
final class UdpInlet implements Inlet {

    private final PortPair<MediaSocket> sockets;
    private final SocketReader rtp;
    private final LegCounters counters;

    UdpInlet(PortPair<MediaSocket> sockets, boolean held, Handler handler, LegCounters counters, MediaLoop loop)
            throws IOException {
        this.sockets = sockets;
        this.counters = counters;
        this.rtp = loop.read(sockets.rtp(), handler);
        if (held) {
            rtp.hold();
        }
        loop.read(sockets.rtcp(), handler::onRtcp);
    }

    @Override
    public void requireDistinct(SourceAnswer answer) {
        if (sockets.rtp() instanceof SinglePortSocket shared) {
            shared.requireDistinct(answer);
        }
    }

    @Override
    public void expect(SourceAnswer answer) {
        if (sockets.rtp() instanceof SinglePortSocket shared) {
            shared.expect(answer);
        }
    }

    @Override
    public void onConfirmed(InetSocketAddress from) {
        if (sockets.rtp() instanceof SinglePortSocket shared) {
            shared.onConfirmed(from);
        }
    }

    @Override
    public void onViewerStarted() {
        // there is nothing to connect
    }

    @Override
    public boolean isHeld() {
        return rtp.isHeld();
    }

    @Override
    public boolean isWaiting() {
        return rtp.isWaiting();
    }

    @Override
    public long waitingSinceNanos() {
        return rtp.waitingSinceNanos();
    }

    @Override
    public void release() {
        rtp.release();
    }

    @Override
    public void sendRtcp(ByteBuffer packet, InetSocketAddress to) {
        if (sockets.rtcp().send(packet, to)) {
            counters.countRtcpOut(packet, packet.limit());
        } else {
            counters.sendFailures++;
        }
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void check(long nowNanos) {
        // nothing ends by itself
    }

    @Override
    public void close() throws IOException {
        sockets.close();
    }
}
