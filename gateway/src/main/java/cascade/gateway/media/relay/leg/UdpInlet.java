package cascade.gateway.media.relay.leg;

import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.io.SocketReader;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.media.relay.port.LegSockets.Datagrams;
import cascade.gateway.media.relay.port.PeerKeys;
import cascade.gateway.media.relay.port.PortPair;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** RTP/RTCP port pair that a source sends to. Loop thread. */
public final class UdpInlet implements Inlet {

    private final PortPair<MediaSocket> sockets;
    private final PeerKeys keys;
    private final SocketReader rtp;
    private final LegCounters counters;

    public UdpInlet(Datagrams udp, boolean held, Handler handler, LegCounters counters, UdpLoop loop)
            throws IOException {
        this.sockets = udp.pair();
        this.keys = udp.keys();
        this.counters = counters;
        this.rtp = loop.read(sockets.rtp(), handler);
        if (held) {
            rtp.hold();
        }
        loop.read(sockets.rtcp(), handler::onRtcp);
    }

    @Override
    public void requireDistinct(SourceAnswer answer) {
        keys.requireDistinct(answer);
    }

    @Override
    public void expect(SourceAnswer answer) {
        keys.expect(answer);
    }

    @Override
    public void onConfirmed(InetSocketAddress from) {
        keys.onConfirmed(from);
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
    public void sendRtp(PacketBatch batch, InetSocketAddress to, LegCounters sent) {
        sockets.rtp().keepUnconnected();
        sockets.rtp().send(batch, to, sent);
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
