package cascade.gateway.media.relay;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.PacketBatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Two ports, and the viewer's address. Loop thread. */
final class UdpOutlet implements Outlet {

    private final PortPair<MediaSocket> sockets;
    private InetSocketAddress remote;
    private final LegCounters counters;

    UdpOutlet(
            PortPair<MediaSocket> sockets,
            InetSocketAddress remote,
            DatagramHandler rtcp,
            LegCounters counters,
            MediaLoop loop)
            throws IOException {
        this.sockets = sockets;
        this.remote = remote;
        this.counters = counters;
        loop.read(sockets.rtp(), (memory, offset, length, from, now) -> counters.drop(DropReason.UNEXPECTED));
        loop.read(sockets.rtcp(), rtcp);
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
        if (sockets.rtp() instanceof SinglePortSocket shared) {
            shared.moveTo(moved);
        }
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
