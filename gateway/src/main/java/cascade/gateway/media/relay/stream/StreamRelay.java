package cascade.gateway.media.relay.stream;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaEvent.LegLost;
import cascade.gateway.media.MediaEvent.Unreachable;
import cascade.gateway.media.MediaException.Closed;
import cascade.gateway.media.MediaException.NotSupported;
import cascade.gateway.media.MediaListener;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceSnapshot;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.media.relay.count.OwnerTally;
import cascade.gateway.media.relay.leg.Inlet;
import cascade.gateway.media.relay.leg.Outlet;
import cascade.gateway.media.relay.leg.UdpInlet;
import cascade.gateway.media.relay.leg.UdpOutlet;
import cascade.gateway.media.relay.loop.LoopTask;
import cascade.gateway.media.relay.loop.MediaLoop;
import cascade.gateway.media.relay.port.LegSockets;
import cascade.gateway.media.relay.port.LegSockets.Datagrams;
import cascade.gateway.media.relay.port.PeerKeys;
import cascade.gateway.media.relay.tcp.TcpInlet;
import cascade.gateway.media.relay.tcp.TcpOutlet;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Relay of one stream: a source leg and the viewer legs that it feeds. Loop thread.
 *
 * <p>A packet is judged once; what was read together then goes to each started viewer in turn, as a batch: all share the
 * one memory and differ in the SSRC only. RTCP goes the same way, and back: a viewer's reports reach the source under a
 * reporter SSRC of our own. What packets come in by is the {@link Inlet}'s matter, what they leave by each viewer's
 * {@link Outlet}'s.
 */
public final class StreamRelay implements LoopTask {

    private static final ViewerLeg[] NONE = {};

    private final long id;
    private final StreamSpec spec;
    private final MediaListener listener;
    private final MediaLoop loop;
    private final SourceLeg source;
    private final Inlet inlet;
    /** UDP: what came as a datagram fits one. */
    private final @Nullable MtuSplitter splitter;

    private final SentReports sentReports = new SentReports();
    private final StreamWatch watch;
    private final RtcpTerminator ownReports;
    /** Lent by the loop: empty but while a burst is being read. */
    private final PacketBatch batch;

    private final List<ViewerLeg> viewers = new ArrayList<>();
    /** Who has RTCP. */
    private ViewerLeg[] started = NONE;
    /** Who has RTP, which the packet path walks: those that were started and are not on hold. */
    private ViewerLeg[] receiving = NONE;
    /** One of {@link #receiving} has UDP. */
    private boolean sendsDatagrams;

    private @Nullable Backchannel backchannel;
    private boolean closed;

    /** @param former the source leg as a former process had it, where it is that one */
    public StreamRelay(
            long id,
            StreamSpec spec,
            Optional<SourceSnapshot> former,
            LegAddress local,
            LegSockets sockets,
            MediaListener listener,
            MediaLoop loop)
            throws IOException {
        this.id = id;
        this.spec = spec;
        this.listener = listener;
        this.loop = loop;
        this.batch = loop.batch();
        LegCounters counters = new LegCounters();
        FromSource handler = new FromSource();
        if (sockets instanceof Datagrams udp) {
            this.inlet = new UdpInlet(udp, !spec.hold().isZero(), handler, counters, loop);
            this.splitter = null;
        } else {
            this.inlet = new TcpInlet(sockets, spec, handler, counters, loop);
            this.splitter = new MtuSplitter(
                    loop.maxDatagramBytes(),
                    former.map(SourceSnapshot::sequenceShift).orElse(0),
                    loop.buffers().pieces(),
                    handler);
        }
        this.source = new SourceLeg(
                spec,
                local,
                inlet,
                counters,
                capture(OptionalLong.empty(), local, spec.transport()),
                loop.probeMemory(),
                loop.sourceMoveAfter(),
                loop.nanoTime());
        former.flatMap(SourceSnapshot::latched).ifPresent(there -> source.wasLatched(there, isAlone(sockets)));
        this.watch = new StreamWatch(
                id, spec, source, former.map(SourceSnapshot::sequenceShift).orElse(0), this::offer);
        this.ownReports = new RtcpTerminator(source, sentReports, newReporterSsrc(), loop.clock(), loop.scratch());
        loop.add(this);
    }

    private RtcpCapture capture(OptionalLong viewerId, LegAddress local, MediaTransport transport) {
        return new RtcpCapture(id, viewerId, local, transport, loop.rtcpBudget(), loop::nanoTime, this::offer);
    }

    public void expect(SourceAnswer answer) {
        requireOpen();
        // the only one who can refuse, and so the first
        inlet.requireDistinct(answer);
        source.expect(answer, loop.nanoTime());
        watch.onAnswer();
        if (splitter != null) {
            splitter.expect(answer);
        }
        inlet.expect(answer);
        releaseIfWanted();
    }

    public void setSourceHeld(boolean held) {
        requireOpen();
        source.setHeld(held, loop.nanoTime());
    }

    public ViewerLeg addViewer(long viewerId, ViewerSpec viewerSpec, LegAddress local, LegSockets sockets)
            throws IOException {
        requireOpen();
        LegCounters counters = new LegCounters();
        FromViewer handler = new FromViewer(viewerId, counters);
        if (viewerSpec.backchannel()) {
            requireDuplex(viewerSpec, sockets);
        }
        Outlet outlet = sockets instanceof Datagrams udp
                ? new UdpOutlet(udp, viewerSpec, handler, counters, loop)
                : new TcpOutlet(sockets, viewerSpec, handler, counters, loop);
        RtcpCapture capture = capture(OptionalLong.of(viewerId), local, viewerSpec.transport());
        ViewerLeg viewer = new ViewerLeg(
                viewerId, viewerSpec, local, outlet, counters, capture, reporterSsrc(viewerSpec), loop.nanoTime());
        handler.viewer = viewer;
        if (viewerSpec.backchannel()) {
            Backchannel opened =
                    new Backchannel(id, viewerId, spec, source, inlet, viewerSpec, local, outlet, capture, loop);
            backchannel = opened;
            handler.backchannel = opened;
            watch.alsoHear(opened.speaker());
        }
        viewers.add(viewer);
        return viewer;
    }

    /** One speaker at a time; packets that come to a port of several legs are not told apart by who listens to them. */
    private void requireDuplex(ViewerSpec viewerSpec, LegSockets sockets) {
        if (!isAlone(sockets)) {
            throw new NotSupported(
                    "two-way voice in network " + viewerSpec.network() + ", which has one pair of ports,");
        }
        closeBackchannel();
    }

    /** Whether its ports are its own: in a network that shares one pair packets are judged before they come here. */
    private static boolean isAlone(LegSockets sockets) {
        return !(sockets instanceof Datagrams udp) || udp.keys().equals(PeerKeys.NONE);
    }

    private void closeBackchannel() {
        Backchannel former = backchannel;
        if (former != null) {
            backchannel = null;
            former.close();
            former.addTo(loop::closedLegs, true);
        }
    }

    /** In two-way voice the source knows the viewer by the session's SSRC, under which its packets come as well. */
    private int reporterSsrc(ViewerSpec viewerSpec) {
        return viewerSpec.backchannel() ? source.announcedSsrc() : newReporterSsrc();
    }

    private void requireOpen() {
        if (closed) {
            throw new Closed("stream " + id);
        }
    }

    public void start(ViewerLeg viewer) {
        requireOpen(viewer);
        viewer.start(loop.nanoTime());
        collectStarted();
        inlet.onViewerStarted();
        releaseIfWanted();
    }

    private void requireOpen(ViewerLeg viewer) {
        if (!viewers.contains(viewer)) {
            throw new Closed("viewer " + viewer.id());
        }
    }

    public void move(ViewerLeg viewer, ViewerSpec moved) {
        requireOpen(viewer);
        viewer.moveTo(moved, loop.nanoTime());
        if (backchannel != null && backchannel.isOf(viewer)) {
            backchannel.expect(moved);
        }
    }

    public void setHeld(ViewerLeg viewer, boolean held) {
        requireOpen(viewer);
        viewer.setHeld(held, loop.nanoTime());
        collectStarted();
        releaseIfWanted();
    }

    /** The viewer's last counts; also when it has ended with its stream. */
    public ViewerStats removeViewer(ViewerLeg viewer) {
        if (viewers.remove(viewer)) {
            collectStarted();
            loop.close(List.of(viewer.outlet()));
            viewer.addTo(loop.closedLegs(viewer.owner()));
            if (backchannel != null && backchannel.isOf(viewer)) {
                closeBackchannel();
            }
        }
        return viewer.stats(loop.clock(), source.clockRateHz());
    }

    public StreamStats stats() {
        List<ViewerStats> viewerStats = new ArrayList<>();
        for (ViewerLeg viewer : viewers) {
            viewerStats.add(viewer.stats(loop.clock(), source.clockRateHz()));
        }
        return new StreamStats(
                id,
                source.stats(loop.clock()),
                viewerStats,
                Optional.ofNullable(backchannel).map(Backchannel::stats));
    }

    /** Ends all legs; what they counted stays with their owners. */
    public StreamStats close() {
        closed = true;
        started = NONE;
        receiving = NONE;
        loop.remove(this);
        List<Closeable> legs = new ArrayList<>(List.of(inlet));
        viewers.forEach(viewer -> legs.add(viewer.outlet()));
        loop.close(legs);
        source.close();
        source.addTo(loop.closedLegs(spec.owner()), true);
        StreamStats last = stats();
        closeBackchannel();
        viewers.forEach(viewer -> viewer.addTo(loop.closedLegs(viewer.owner())));
        viewers.clear();
        return last;
    }

    private void collectStarted() {
        started = viewers.stream().filter(ViewerLeg::started).toArray(ViewerLeg[]::new);
        receiving = viewers.stream().filter(ViewerLeg::receives).toArray(ViewerLeg[]::new);
        sendsDatagrams =
                Arrays.stream(receiving).anyMatch(viewer -> viewer.outlet().sendsDatagrams());
    }

    /** The way of a packet: judged and counted, made to fit, put on the batch, sent. */
    private final class FromSource implements Inlet.Handler, MtuSplitter.Next {
        @Override
        public void onDatagram(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos) {
            if (RtcpPackets.looksLikeRtcp(memory, offset, length)) {
                // what came before it leaves before it
                sendBatch();
                onRtcp(memory, offset, length, from, nowNanos);
                return;
            }
            if (!source.admit(memory, offset, length, from, nowNanos)) {
                return;
            }
            if (source.counters.packets == 1) {
                watch.onFirstPacket(from);
            }
            if (splitter == null) {
                put(memory, offset, length);
            } else {
                splitter.put(memory, offset, length, sendsDatagrams);
            }
        }

        @Override
        public void put(ByteBuffer memory, int offset, int length) {
            batch.add(memory, offset, length);
            if (batch.isFull()) {
                sendBatch();
            }
        }

        @Override
        public void putOversize(ByteBuffer memory, int offset, int length) {
            sendBatch();
            batch.add(memory, offset, length);
            sendBatchOverTcp();
        }

        @Override
        public void flush() {
            sendBatch();
        }

        @Override
        public void onBurstEnd() {
            sendBatch();
        }

        @Override
        public void onRtcp(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos) {
            onSourceRtcp(memory, offset, length, from, nowNanos);
        }

        @Override
        public void onKernelDrops(int packets) {
            source.counters.dropByKernel(packets);
            loop.countKernelDrops(spec.network(), packets);
        }

        @Override
        public void onConnected(InetSocketAddress peer) {
            source.onConnected(peer);
        }

        @Override
        public void onForeignConnection(InetSocketAddress from) {
            source.onForeignConnection(from);
        }

        @Override
        public boolean mayFollow(ByteBuffer memory, int offset, int length) {
            return RtcpPackets.looksLikeRtcp(memory, offset, length) || source.mayFollow(memory, offset);
        }

        @Override
        public boolean mayStart(ByteBuffer memory, int offset) {
            return source.mayStart(memory, offset);
        }

        @Override
        public boolean onLost(InetSocketAddress remote, String detail) {
            return offer(new LegLost(id, OptionalLong.empty(), remote, detail));
        }
    }

    private void sendBatch() {
        if (batch.count() == 0) {
            return;
        }
        try {
            for (ViewerLeg viewer : receiving) {
                viewer.sendRtp(batch);
            }
        } finally {
            batch.clear();
        }
    }

    private void sendBatchOverTcp() {
        try {
            for (ViewerLeg viewer : receiving) {
                if (viewer.outlet().sendsDatagrams()) {
                    viewer.counters.drop(DropReason.OVERSIZE);
                } else {
                    viewer.sendRtp(batch);
                }
            }
        } finally {
            batch.clear();
        }
    }

    private void onSourceRtcp(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos) {
        ByteBuffer packet = loop.rtcp(memory, offset, length);
        if (spec.rtcp() == RtcpMode.OFF) {
            source.counters.drop(DropReason.RTCP_NOT_WANTED);
            return;
        }
        if (!source.admitRtcp(packet, length, from)) {
            return;
        }
        boolean secondary = source.isSecondary(RtcpPackets.sender(packet, 0, length));
        noteSenderReports(packet, length, secondary, nowNanos);
        if (secondary) {
            source.counters.drop(DropReason.SECONDARY_SSRC);
            return;
        }
        if (spec.rtcp() == RtcpMode.RELAY) {
            for (ViewerLeg viewer : started) {
                ByteBuffer copy = copy(packet, length);
                viewer.rewriteToViewer(copy, length, source.ssrc());
                viewer.sendRtcp(copy);
            }
        }
    }

    private void noteSenderReports(ByteBuffer packet, int length, boolean secondary, long nowNanos) {
        for (int at = 0; at < length; at = RtcpPackets.next(packet, at)) {
            if (RtcpPackets.type(packet, at) == RtcpType.SR) {
                int middleNtp = RtcpPackets.middleNtp(packet, at);
                source.noteSenderReport(packet.getInt(at + RtcpPackets.SENDER_OFFSET), middleNtp, nowNanos);
                if (spec.rtcp() == RtcpMode.RELAY && !secondary) {
                    sentReports.onSent(middleNtp, nowNanos);
                }
            }
        }
    }

    /** What a viewer sends: its RTCP, its voice, and when it has connected. */
    private final class FromViewer implements Outlet.Handler {
        private final long viewerId;
        /** Set before anything can come. */
        private @Nullable ViewerLeg viewer;

        private @Nullable Backchannel backchannel;
        private final LegCounters counters;

        FromViewer(long viewerId, LegCounters counters) {
            this.viewerId = viewerId;
            this.counters = counters;
        }

        @Override
        public void onRtp(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos) {
            if (backchannel == null || viewer == null || !viewer.started()) {
                counters.drop(DropReason.UNEXPECTED);
            } else if (RtcpPackets.looksLikeRtcp(memory, offset, length)) {
                onDatagram(memory, offset, length, from, nowNanos);
            } else {
                backchannel.onRtp(memory, offset, length, from, nowNanos);
            }
        }

        @Override
        public void onRtpBurstEnd() {
            if (backchannel != null) {
                backchannel.send();
            }
        }

        @Override
        public void onDatagram(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos) {
            if (viewer != null) {
                onViewerRtcp(viewer, loop.rtcp(memory, offset, length), from, nowNanos);
            }
        }

        @Override
        public void onConnected() {
            if (backchannel != null && viewer != null) {
                backchannel.onConnected(viewer.outlet().remote());
            }
            releaseIfWanted();
        }

        @Override
        public boolean onLost(InetSocketAddress remote, String detail) {
            return offer(new LegLost(id, OptionalLong.of(viewerId), remote, detail));
        }
    }

    private void onViewerRtcp(ViewerLeg viewer, ByteBuffer packet, InetSocketAddress from, long nowNanos) {
        int length = packet.limit();
        if (spec.rtcp() == RtcpMode.OFF || !viewer.started()) {
            viewer.counters.drop(DropReason.RTCP_NOT_WANTED);
            return;
        }
        if (!viewer.admitRtcp(packet, length, from)) {
            return;
        }
        viewer.noteReports(packet, length, sentReports, nowNanos);
        if (backchannel != null && backchannel.isOf(viewer)) {
            noteSpeakerReports(backchannel, packet, length, nowNanos);
        }
        if (spec.rtcp() == RtcpMode.RELAY) {
            passToSource(viewer, packet, length);
        }
    }

    private static void noteSpeakerReports(Backchannel to, ByteBuffer packet, int length, long nowNanos) {
        for (int at = 0; at < length; at = RtcpPackets.next(packet, at)) {
            if (RtcpPackets.type(packet, at) == RtcpType.SR) {
                int sender = packet.getInt(at + RtcpPackets.SENDER_OFFSET);
                to.noteSenderReport(sender, RtcpPackets.middleNtp(packet, at), nowNanos);
            }
        }
    }

    private void passToSource(ViewerLeg viewer, ByteBuffer packet, int length) {
        viewer.rewriteToSource(packet, length, source.ssrc());
        if (splitter != null) {
            splitter.shiftBack(packet, length, source.ssrc());
        }
        if (!source.sendRtcp(packet)) {
            viewer.counters.drop(DropReason.NO_SOURCE);
        }
    }

    private ByteBuffer copy(ByteBuffer packet, int length) {
        ByteBuffer copy = loop.scratch();
        copy.clear().put(0, packet, 0, length).limit(length);
        return copy;
    }

    /** What the source sees in a viewer's reports: nobody else's. */
    private int newReporterSsrc() {
        while (true) {
            int candidate = ThreadLocalRandom.current().nextInt();
            boolean taken = candidate == source.ssrc()
                    || viewers.stream().anyMatch(viewer -> viewer.reporterSsrc() == candidate);
            if (!taken) {
                return candidate;
            }
        }
    }

    /** Ends the wait for the answer and the first viewer that packets reach. */
    private void releaseIfWanted() {
        if (inlet.isHeld() && source.answered() && reachesSomebody()) {
            release();
        }
    }

    private boolean reachesSomebody() {
        for (ViewerLeg viewer : receiving) {
            if (viewer.outlet().isConnected()) {
                return true;
            }
        }
        return false;
    }

    private void release() {
        if (inlet.isWaiting()) {
            source.packetsWaitedSince(inlet.waitingSinceNanos());
        }
        inlet.release();
    }

    @Override
    public void check(long nowNanos) {
        source.check(nowNanos);
        inlet.check(nowNanos);
        for (ViewerLeg viewer : viewers) {
            Duration gone = viewer.check(nowNanos);
            if (gone.isPositive()) {
                viewer.onUnreachableTold(
                        offer(new Unreachable(id, viewer.id(), viewer.outlet().remote(), gone)));
            }
        }
        if (inlet.isWaiting()) {
            if (nowNanos - inlet.waitingSinceNanos() >= spec.hold().toNanos()) {
                release();
            }
        } else {
            watch.check(nowNanos);
        }
        if (splitter != null) {
            watch.checkShift(splitter.shift(), nowNanos);
        }
        if (spec.rtcp() == RtcpMode.TERMINATE) {
            ownReports.check(nowNanos, started);
        }
        if (backchannel != null) {
            backchannel.check(nowNanos, speakerListens(backchannel), this::offer);
        }
    }

    private boolean speakerListens(Backchannel speaking) {
        return viewers.stream().anyMatch(viewer -> speaking.isOf(viewer) && viewer.receives());
    }

    private boolean offer(MediaEvent event) {
        return loop.offerEvent(() -> listener.onMediaEvent(event));
    }

    @Override
    public void addTo(List<StreamStats> streams) {
        streams.add(stats());
    }

    @Override
    public void endBurst() {
        // the batch is the loop's, which clears it
    }

    @Override
    public void end() {
        close();
    }

    @Override
    public void addTo(Map<String, OwnerTally> byOwner) {
        source.addTo(tally(byOwner, spec.owner()), false);
        for (ViewerLeg viewer : viewers) {
            viewer.addTo(tally(byOwner, viewer.owner()));
        }
        if (backchannel != null) {
            backchannel.addTo(owner -> tally(byOwner, owner), false);
        }
    }

    private static OwnerTally tally(Map<String, OwnerTally> byOwner, String owner) {
        return byOwner.computeIfAbsent(owner, ignored -> new OwnerTally());
    }
}
