package cascade.gateway.media.relay.tcp;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.framing.FrameReader;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.media.relay.leg.ConnectionPolicy;
import cascade.gateway.media.relay.leg.Inlet;
import cascade.gateway.media.relay.leg.TcpLoop;
import cascade.gateway.media.relay.port.LegSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Inlet of a source leg over TCP: one connection, which carries RTP and RTCP (<a
 * href="https://datatracker.ietf.org/doc/html/rfc4571">RFC 4571</a>). A source that ends its side has ended the
 * connection. Loop thread.
 *
 * <p>Where we connect, we do so when the answer is there and a viewer has been started, which is after the ACK; at the
 * latest when the hold ends.
 */
public final class TcpInlet implements Inlet, TcpLink.Leg, FrameReader.Packets {

    private final StreamSpec spec;
    private final Handler handler;
    private final LegCounters counters;
    private final TcpLoop loop;
    private final TcpLink link;
    private final FrameReader frames = new FrameReader();
    private final FrameSender sender;

    private boolean answered;
    private long answeredNanos;
    private boolean viewerStarted;

    private boolean held;
    private boolean waiting;
    private long waitingSinceNanos;

    private @Nullable InetSocketAddress peer;
    private long readNanos;

    public TcpInlet(LegSockets sockets, StreamSpec spec, Handler handler, LegCounters counters, TcpLoop loop)
            throws IOException {
        this.spec = spec;
        this.handler = handler;
        this.counters = counters;
        this.loop = loop;
        this.held = !spec.hold().isZero();
        this.link = link(sockets);
        this.sender = new FrameSender(link, spec.framing(), counters, loop);
    }

    private TcpLink link(LegSockets sockets) throws IOException {
        return switch (sockets) {
            case LegSockets.Listening listening ->
                new PassiveLink(
                        listening.listener(),
                        new ConnectionPolicy(spec.sourceCheck(), spec.peerNetworks()),
                        Optional.empty(),
                        loop,
                        this);
            case LegSockets.Calling calling -> new ActiveLink(calling.local(), loop, this);
            case LegSockets.Datagrams datagrams -> throw new IllegalArgumentException("UDP: " + datagrams);
        };
    }

    @Override
    public void requireDistinct(SourceAnswer answer) {
        // a connection is one leg's
    }

    @Override
    public void expect(SourceAnswer answer) {
        answered = true;
        answeredNanos = loop.nanoTime();
        boolean stands = link.isConnected();
        link.expect(answer.rtp(), answeredNanos);
        @Nullable InetSocketAddress standing = link.peer();
        if (stands && standing != null) {
            handler.onConnected(standing);
        }
        startIfTime(answeredNanos);
    }

    @Override
    public void onConfirmed(InetSocketAddress from) {
        // a connection has been judged
    }

    @Override
    public void onViewerStarted() {
        viewerStarted = true;
        startIfTime(loop.nanoTime());
    }

    private void startIfTime(long nowNanos) {
        if (answered
                && (viewerStarted || nowNanos - answeredNanos >= spec.hold().toNanos())) {
            link.start(nowNanos);
        }
    }

    @Override
    public void onConnected(InetSocketAddress from, long nowNanos) {
        peer = from;
        frames.reset();
        if (link.startsWithinFrame()) {
            frames.search();
        }
        handler.onConnected(from);
    }

    @Override
    public void onDisconnected(long nowNanos) {
        waiting = false;
        sender.clear();
    }

    @Override
    public void onReadable(long nowNanos) throws IOException {
        if (held) {
            waiting = true;
            waitingSinceNanos = nowNanos;
            link.wantReads(false);
            return;
        }
        ByteBuffer memory = loop.buffers().input();
        int start = memory.position();
        int bytes = link.read(memory);
        if (bytes > 0) {
            readNanos = nowNanos;
            boolean inStep;
            try {
                inStep = frames.read(memory, start, start + bytes, this);
            } finally {
                handler.onBurstEnd();
            }
            if (!inStep) {
                link.end("no packet was found in what came", nowNanos);
            }
        } else if (bytes < 0) {
            link.end("the peer ended it", nowNanos);
        }
    }

    @Override
    public void onPacket(ByteBuffer memory, int offset, int length) {
        if (peer != null) {
            try {
                handler.onDatagram(memory, offset, length, peer, readNanos);
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
        return handler.mayFollow(memory, offset, length);
    }

    @Override
    public boolean mayStart(ByteBuffer memory, int offset, int length) {
        return handler.mayStart(memory, offset);
    }

    @Override
    public void onWritable(long nowNanos) {
        sender.onWritable();
    }

    @Override
    public void onForeignConnection(InetSocketAddress from) {
        handler.onForeignConnection(from);
    }

    @Override
    public boolean onLost(InetSocketAddress remote, String detail) {
        return handler.onLost(remote, detail);
    }

    @Override
    public Optional<TcpFraming> framing() {
        return frames.framing();
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public boolean isWaiting() {
        return waiting;
    }

    @Override
    public long waitingSinceNanos() {
        return waitingSinceNanos;
    }

    @Override
    public void release() {
        held = false;
        waiting = false;
        link.wantReads(true);
    }

    @Override
    public void sendRtcp(ByteBuffer packet, InetSocketAddress to) {
        sender.sendRtcp(packet);
    }

    @Override
    public void sendRtp(PacketBatch batch, InetSocketAddress to, LegCounters sent) {
        sender.send(batch, sent);
    }

    @Override
    public boolean isConnected() {
        return link.isConnected();
    }

    @Override
    public void check(long nowNanos) {
        if (held) {
            link.onHeld(nowNanos);
        }
        startIfTime(nowNanos);
        link.check(nowNanos);
    }

    @Override
    public void close() {
        sender.clear();
        link.close();
    }
}
