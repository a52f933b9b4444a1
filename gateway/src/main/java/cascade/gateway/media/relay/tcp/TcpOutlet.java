package cascade.gateway.media.relay.tcp;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.framing.FrameReader;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.media.relay.leg.ConnectionPolicy;
import cascade.gateway.media.relay.leg.Outlet;
import cascade.gateway.media.relay.leg.TcpLoop;
import cascade.gateway.media.relay.port.LegSockets;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Outlet of a viewer leg over TCP: one connection, which carries RTP to the viewer and RTCP both ways (<a
 * href="https://datatracker.ietf.org/doc/html/rfc4571">RFC 4571</a>). A viewer that ends its side still has packets,
 * until one cannot be written. Loop thread.
 */
public final class TcpOutlet implements Outlet, TcpLink.Leg, FrameReader.Packets {

    private final ViewerSpec spec;
    private final Handler handler;
    private final LegCounters counters;
    private final TcpLoop loop;
    private final TcpLink link;
    private final FrameReader frames = new FrameReader();
    private final FrameSender sender;

    private InetSocketAddress remote;
    private @Nullable InetSocketAddress peer;
    private long readNanos;
    /** When nothing waited, or some of it left. */
    private long movingNanos;

    public TcpOutlet(LegSockets sockets, ViewerSpec spec, Handler handler, LegCounters counters, TcpLoop loop)
            throws IOException {
        this.spec = spec;
        this.remote = spec.remote();
        this.handler = handler;
        this.counters = counters;
        this.loop = loop;
        this.link = link(sockets);
        this.sender = new FrameSender(link, spec.framing(), counters, loop);
        link.expect(remote, loop.nanoTime());
    }

    private TcpLink link(LegSockets sockets) throws IOException {
        return switch (sockets) {
            case LegSockets.Listening listening ->
                new PassiveLink(
                        listening.listener(),
                        new ConnectionPolicy(spec.rtcpCheck(), spec.peerNetworks()),
                        Optional.of(loop.tcpSettings().acceptTimeout()),
                        loop,
                        this);
            case LegSockets.Calling calling -> new ActiveLink(calling.local(), loop, this);
            case LegSockets.Datagrams datagrams -> throw new IllegalArgumentException("UDP: " + datagrams);
        };
    }

    @Override
    public void start(long nowNanos) {
        link.start(nowNanos);
    }

    @Override
    public void onConnected(InetSocketAddress from, long nowNanos) {
        peer = from;
        frames.reset();
        if (link.startsWithinFrame()) {
            frames.search();
        }
        handler.onConnected();
    }

    @Override
    public void onDisconnected(long nowNanos) {
        sender.clear();
    }

    @Override
    public void send(PacketBatch batch) {
        sender.send(batch);
    }

    @Override
    public void sendRtcp(ByteBuffer packet, InetSocketAddress to) {
        sender.sendRtcp(packet);
    }

    @Override
    public void onReadable(long nowNanos) throws IOException {
        ByteBuffer memory = loop.buffers().input();
        int start = memory.position();
        int bytes = link.read(memory);
        if (bytes > 0) {
            readNanos = nowNanos;
            // out of step or not: a viewer's nonsense is no reason to end its video
            try {
                frames.read(memory, start, start + bytes, this);
            } finally {
                handler.onRtpBurstEnd();
            }
        } else if (bytes < 0) {
            link.onPeerEnded();
        }
    }

    @Override
    public void onPacket(ByteBuffer memory, int offset, int length) {
        if (peer != null) {
            try {
                if (RtcpPackets.looksLikeRtcp(memory, offset, length)) {
                    handler.onDatagram(memory, offset, length, peer, readNanos);
                } else {
                    handler.onRtp(memory, offset, length, peer, readNanos);
                }
            } catch (RuntimeException e) {
                loop.onFault(e);
            }
        }
    }

    @Override
    public void onBrokenFrame() {
        counters.drop(DropReason.BROKEN_FRAME);
    }

    @Override
    public boolean mayFollow(ByteBuffer memory, int offset, int length) {
        return true;
    }

    /** Only reports come from here. */
    @Override
    public boolean mayStart(ByteBuffer memory, int offset, int length) {
        RtcpType type = RtcpPackets.type(memory, offset);
        return (type == RtcpType.RR || type == RtcpType.SR) && RtcpPackets.bytes(memory, offset) <= length;
    }

    @Override
    public void onWritable(long nowNanos) {
        sender.onWritable();
    }

    @Override
    public void onForeignConnection(InetSocketAddress from) {
        counters.drop(DropReason.FOREIGN_CONNECTION);
    }

    @Override
    public boolean onLost(InetSocketAddress remote, String detail) {
        return handler.onLost(remote, detail);
    }

    @Override
    public boolean sendsDatagrams() {
        return false;
    }

    @Override
    public boolean isConnected() {
        return link.isConnected();
    }

    @Override
    public InetSocketAddress remote() {
        @Nullable InetSocketAddress standing = link.peer();
        return standing == null ? remote : standing;
    }

    @Override
    public void moveTo(ViewerSpec moved, long nowNanos) {
        remote = moved.remote();
        link.expect(remote, nowNanos);
    }

    @Override
    public int queuedBytes() {
        return sender.queuedBytes();
    }

    @Override
    public void check(long nowNanos) {
        link.check(nowNanos);
        Duration stall = loop.tcpSettings().stallTimeout();
        if (link.takeWrote() || sender.queuedBytes() == 0) {
            movingNanos = nowNanos;
        } else if (nowNanos - movingNanos >= stall.toNanos()) {
            link.giveUp("the peer took nothing for " + stall.toMillis() + " ms", nowNanos);
        }
    }

    @Override
    public void close() {
        sender.clear();
        link.close();
    }
}
