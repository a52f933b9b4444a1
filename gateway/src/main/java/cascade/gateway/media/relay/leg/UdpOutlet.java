package cascade.gateway.media.relay.leg;

import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.media.relay.port.LegSockets.Datagrams;
import cascade.gateway.media.relay.port.PeerKeys;
import cascade.gateway.media.relay.port.PortPair;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** RTP/RTCP port pair that sends to a viewer. Loop thread. */
public final class UdpOutlet implements Outlet {

    private final PortPair<MediaSocket> sockets;
    private final PeerKeys keys;
    private InetSocketAddress remote;
    private final LegCounters counters;

    public UdpOutlet(Datagrams udp, ViewerSpec spec, Handler handler, LegCounters counters, UdpLoop loop)
            throws IOException {
        this.sockets = udp.pair();
        this.keys = udp.keys();
        this.remote = spec.remote();
        this.counters = counters;
        if (spec.backchannel()) {
            sockets.rtp().keepUnconnected();
        }
        loop.read(sockets.rtp(), new RtpPort(handler, counters));
        loop.read(sockets.rtcp(), handler);
    }

    /** Where we send from; a read may be told that nothing listens at the other end. */
    private record RtpPort(Handler handler, LegCounters counters) implements DatagramHandler {
        @Override
        public void onDatagram(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos) {
            handler.onRtp(memory, offset, length, from, nowNanos);
        }

        @Override
        public void onBurstEnd() {
            handler.onRtpBurstEnd();
        }

        @Override
        public void onUnreachable() {
            counters.onUnreachable();
        }
    }

    @Override
    public void start(long nowNanos) {
        // there is nothing to connect
    }

    @Override
    public void send(PacketBatch batch) {
        sockets.rtp().send(batch, remote, counters);
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
    public boolean sendsDatagrams() {
        return true;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public void moveTo(ViewerSpec moved, long nowNanos) {
        keys.moveTo(moved);
        remote = moved.remote();
    }

    @Override
    public int queuedBytes() {
        return 0;
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
