package cascade.gateway.media.relay;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaException.Closed;
import cascade.gateway.media.MediaListener;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.SocketReader;
import cascade.gateway.media.io.Train;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One stream: a source leg and the viewers that it feeds. Loop thread.
 *
 * <p>A packet is judged once; what was read together then goes to each started viewer in turn, as a train: all share the
 * one memory and differ in the SSRC only. RTCP goes the same way, and back: a viewer's reports reach the source under a reporter SSRC of our own.
 */
final class StreamRelay {

    private static final ViewerFeed[] NONE = {};

    private final long id;
    private final StreamSpec spec;
    private final MediaListener listener;
    private final MediaLoop loop;
    private final SourceLeg source;
    private final SocketReader sourceRtp;
    private final SentReports sentReports = new SentReports();
    private final StreamWatch watch;
    private final OwnReports ownReports;
    /** Lent by the loop: empty but while a burst is being read. */
    private final Train train;

    private final List<ViewerFeed> viewers = new ArrayList<>();
    /** What the packet path walks. */
    private ViewerFeed[] started = NONE;

    StreamRelay(
            long id,
            StreamSpec spec,
            LegAddress local,
            PortPair<MediaSocket> sockets,
            MediaListener listener,
            MediaLoop loop)
            throws IOException {
        this.id = id;
        this.spec = spec;
        this.listener = listener;
        this.loop = loop;
        this.source = new SourceLeg(spec, local, sockets, loop.nanoTime());
        this.watch = new StreamWatch(id, spec, source, this::offer);
        this.ownReports = new OwnReports(source, sentReports, newReporterSsrc(), loop.clock(), loop.scratch());
        this.train = loop.train();
        this.sourceRtp = loop.read(sockets.rtp(), new SourceRtp());
        if (!spec.hold().isZero()) {
            sourceRtp.hold();
        }
        loop.read(sockets.rtcp(), this::onSourceRtcp);
        loop.add(this);
    }

    void expect(SourceAnswer answer) {
        source.expect(answer, loop.nanoTime());
        watch.onAnswer();
        releaseIfWanted();
    }

    ViewerFeed addViewer(long viewerId, ViewerSpec viewerSpec, LegAddress local, PortPair<MediaSocket> sockets)
            throws IOException {
        ViewerFeed viewer = new ViewerFeed(viewerId, viewerSpec, local, sockets, newReporterSsrc(), loop.nanoTime());
        loop.read(sockets.rtp(), (memory, offset, length, from, now) -> viewer.counters.drop(DropReason.UNEXPECTED));
        loop.read(
                sockets.rtcp(),
                (memory, offset, length, from, now) ->
                        onViewerRtcp(viewer, loop.rtcp(memory, offset, length), from, now));
        viewers.add(viewer);
        return viewer;
    }

    void start(ViewerFeed viewer) {
        if (!viewers.contains(viewer)) {
            throw new Closed("viewer " + viewer.id());
        }
        viewer.start();
        collectStarted();
        releaseIfWanted();
    }

    /** The viewer's last counts; also when it has ended with its stream. */
    ViewerStats removeViewer(ViewerFeed viewer) {
        if (viewers.remove(viewer)) {
            collectStarted();
            loop.close(List.of(viewer.sockets()));
            loop.closedLegs(viewer.owner()).addViewer(viewer.counters);
        }
        return viewer.stats(loop.clock(), source.clockRateHz());
    }

    StreamStats stats() {
        List<ViewerStats> viewerStats = new ArrayList<>();
        for (ViewerFeed viewer : viewers) {
            viewerStats.add(viewer.stats(loop.clock(), source.clockRateHz()));
        }
        return new StreamStats(id, source.stats(loop.clock()), viewerStats);
    }

    /** Ends all legs; what they counted stays with their owners. */
    StreamStats close() {
        started = NONE;
        loop.remove(this);
        List<PortPair<MediaSocket>> sockets = new ArrayList<>(List.of(source.sockets()));
        viewers.forEach(viewer -> sockets.add(viewer.sockets()));
        loop.close(sockets);
        source.addTo(loop.closedLegs(spec.owner()), true);
        viewers.forEach(viewer -> loop.closedLegs(viewer.owner()).addViewer(viewer.counters));
        StreamStats last = stats();
        viewers.clear();
        return last;
    }

    private void collectStarted() {
        started = viewers.stream().filter(ViewerFeed::started).toArray(ViewerFeed[]::new);
    }

    /** The way of a packet: judged and counted, put on the train, sent. */
    private final class SourceRtp implements DatagramHandler {
        @Override
        public void onDatagram(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos) {
            if (RtcpPackets.looksLikeRtcp(memory, offset, length)) {
                onSourceRtcp(memory, offset, length, from, nowNanos);
                return;
            }
            if (!source.admit(memory, offset, length, from, nowNanos)) {
                return;
            }
            if (source.counters.packets == 1) {
                watch.onFirstPacket(from);
            }
            train.add(memory, offset, length);
            if (train.isFull()) {
                sendTrain();
            }
        }

        @Override
        public void onBurstEnd() {
            sendTrain();
        }

        @Override
        public void onKernelDrops(int packets) {
            source.counters.dropByKernel(packets);
        }
    }

    private void sendTrain() {
        if (train.count() == 0) {
            return;
        }
        try {
            for (ViewerFeed viewer : started) {
                viewer.sendRtp(train);
            }
        } finally {
            train.clear();
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
            for (ViewerFeed viewer : started) {
                ByteBuffer copy = copy(packet, length);
                viewer.rewriteToViewer(copy, length, source.ssrc());
                viewer.sendRtcp(copy, length);
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

    private void onViewerRtcp(ViewerFeed viewer, ByteBuffer packet, InetSocketAddress from, long nowNanos) {
        int length = packet.limit();
        if (spec.rtcp() == RtcpMode.OFF || !viewer.started()) {
            viewer.counters.drop(DropReason.RTCP_NOT_WANTED);
            return;
        }
        if (!viewer.admitRtcp(packet, length, from)) {
            return;
        }
        viewer.noteReports(packet, length, sentReports, nowNanos);
        if (spec.rtcp() == RtcpMode.RELAY) {
            passToSource(viewer, packet, length);
        }
    }

    private void passToSource(ViewerFeed viewer, ByteBuffer packet, int length) {
        viewer.rewriteToSource(packet, length, source.ssrc());
        if (!source.sendRtcp(packet, length)) {
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

    /** Ends the wait for the answer and the first viewer. */
    private void releaseIfWanted() {
        if (sourceRtp.isHeld() && source.answered() && started.length > 0) {
            release();
        }
    }

    private void release() {
        if (sourceRtp.isWaiting()) {
            source.packetsWaitedSince(sourceRtp.waitingSinceNanos());
        }
        sourceRtp.release();
    }

    /** The seldom things: called each check interval. */
    void check(long nowNanos) {
        source.check(nowNanos);
        for (ViewerFeed viewer : viewers) {
            viewer.check(nowNanos);
        }
        if (sourceRtp.isWaiting()) {
            if (nowNanos - sourceRtp.waitingSinceNanos() >= spec.hold().toNanos()) {
                release();
            }
        } else {
            watch.check(nowNanos);
        }
        if (spec.rtcp() == RtcpMode.TERMINATE) {
            ownReports.check(nowNanos, started);
        }
    }

    private boolean offer(MediaEvent event) {
        return loop.offerEvent(() -> listener.onMediaEvent(event));
    }

    void addTo(Map<String, OwnerTally> byOwner) {
        source.addTo(tally(byOwner, spec.owner()), false);
        for (ViewerFeed viewer : viewers) {
            tally(byOwner, viewer.owner()).addViewer(viewer.counters);
        }
    }

    private static OwnerTally tally(Map<String, OwnerTally> byOwner, String owner) {
        return byOwner.computeIfAbsent(owner, ignored -> new OwnerTally());
    }
}
