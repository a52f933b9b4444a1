package cascade.gateway.media.relay.stream;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.PayloadTypes;
import cascade.gateway.media.ViewerReport;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.relay.count.Bitrate;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.media.relay.count.OwnerTally;
import cascade.gateway.media.relay.count.ReportedLoss;
import cascade.gateway.media.relay.leg.Outlet;
import cascade.gateway.media.relay.leg.RtcpSourcePolicy;
import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpRewriter;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.media.rtp.RtcpWriter;
import cascade.gateway.media.rtp.RtpHeader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** RTP leg that a viewer's media goes out by, under the viewer's SSRC. Loop thread. */
public final class ViewerLeg implements ReportedTo {

    private static final double FRACTION_UNITS = 256;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long id;
    private ViewerSpec spec;
    private final LegAddress local;
    private final Outlet outlet;
    private final int reporterSsrc;
    private final RtcpSourcePolicy rtcpPolicy;
    private final RtcpCapture capture;
    private final Bitrate bitrate;
    private final ReceiverWatch receiver;
    private final @Nullable PayloadTypes renumbering;
    final LegCounters counters;

    private boolean started;
    private boolean held;
    /** The next packet is the first one after a hold; the viewer has a gap before it. */
    private boolean resuming;
    /** The viewer has not yet reported about a packet after the gap, of which this is the first. */
    private boolean gapOpen;

    private int sequenceAfterGap;
    private @Nullable Rewriters rewriters;

    private final ReportedLoss reportedLoss = new ReportedLoss();
    private boolean reported;
    private long reportNanos;
    private int fractionLost;
    private int lost;
    private int jitter;
    private long roundTripNanos = -1;

    /** For as long as the source keeps its SSRC. */
    private record Rewriters(int sourceSsrc, RtcpRewriter toViewer, RtcpRewriter toSource) {}

    /**
     * @param reporterSsrc what the source sees in this viewer's reports: one of our own, since two viewers may have
     *     chosen the same
     * @param counters of this leg: {@code outlet} counts there as well
     */
    ViewerLeg(
            long id,
            ViewerSpec spec,
            LegAddress local,
            Outlet outlet,
            LegCounters counters,
            RtcpCapture capture,
            int reporterSsrc,
            long nowNanos) {
        this.id = id;
        this.spec = spec;
        this.local = local;
        this.outlet = outlet;
        this.counters = counters;
        this.capture = capture;
        this.reporterSsrc = reporterSsrc;
        this.rtcpPolicy = new RtcpSourcePolicy(spec.rtcpCheck());
        this.rtcpPolicy.expect(rtcpOf(spec));
        this.bitrate = new Bitrate(nowNanos);
        this.renumbering = spec.payloadTypes().orElse(null);
        this.receiver = new ReceiverWatch(spec.unreachableTimeout(), spec.rtcpTimeout());
    }

    /**
     * The packets go out as they are but for their SSRC, in which the next viewer finds ours, and a payload type that it finds
     * as it was.
     */
    void sendRtp(PacketBatch batch) {
        if (resuming) {
            resuming = false;
            gapOpen = true;
            sequenceAfterGap = RtpHeader.sequence(batch.memory(), batch.offset(0));
        }
        for (int i = 0; i < batch.count(); i++) {
            RtpHeader.setSsrc(batch.memory(), batch.offset(i), spec.ssrc());
        }
        PayloadTypes numbers = renumbering;
        if (numbers == null) {
            outlet.send(batch);
        } else {
            swap(batch, numbers);
            outlet.send(batch);
            swap(batch, numbers);
        }
    }

    /** Twice is as if never. */
    static void swap(PacketBatch batch, PayloadTypes numbers) {
        for (int i = 0; i < batch.count(); i++) {
            int type = RtpHeader.payloadType(batch.memory(), batch.offset(i));
            if (type == numbers.source()) {
                RtpHeader.setPayloadType(batch.memory(), batch.offset(i), numbers.viewer());
            } else if (type == numbers.viewer()) {
                RtpHeader.setPayloadType(batch.memory(), batch.offset(i), numbers.source());
            }
        }
    }

    /** Makes the source's RTCP ours towards this viewer. */
    void rewriteToViewer(ByteBuffer packet, int length, int sourceSsrc) {
        rewriters(sourceSsrc).toViewer().rewrite(packet, 0, length);
    }

    /** A report about what we sent, for a viewer that is to hear ours and not the source's. */
    @Override
    public void writeSenderReport(ByteBuffer to, long ntp, int timestamp, byte[] cname) {
        // near enough: contributing sources and extensions hardly occur
        long payloadBytes = counters.bytes - counters.packets * RtpHeader.FIXED_BYTES;
        RtcpWriter.senderReport(to, spec.ssrc(), ntp, timestamp, counters.packets, payloadBytes);
        RtcpWriter.description(to, spec.ssrc(), cname);
    }

    /** The buffer from 0 to its limit. */
    @Override
    public void sendRtcp(ByteBuffer packet) {
        @Nullable InetSocketAddress target = rtcpPolicy.target();
        if (target != null && spec.rtcp()) {
            outlet.sendRtcp(packet, target);
            capture.sent(packet, target);
        }
    }

    /** Counts an RTCP datagram: true when it is the viewer's, and sound. */
    boolean admitRtcp(ByteBuffer packet, int length, InetSocketAddress from) {
        if (!spec.rtcp()) {
            counters.drop(DropReason.RTCP_NOT_WANTED);
            return false;
        }
        if (!RtcpPackets.isSound(packet, 0, length)) {
            counters.drop(DropReason.BROKEN_RTCP);
            return false;
        }
        // a connection was judged when it came
        @Nullable
        DropReason refusal = outlet.sendsDatagrams()
                ? rtcpPolicy.judge(from, RtcpPackets.isAbout(packet, 0, length, spec.ssrc()))
                : null;
        if (refusal != null) {
            counters.drop(refusal);
            return false;
        }
        counters.countRtcpIn(packet, length);
        capture.received(packet, length, from);
        return true;
    }

    /** Makes the viewer's RTCP the source's: our reporter, the source's SSRC. */
    void rewriteToSource(ByteBuffer packet, int length, int sourceSsrc) {
        rewriters(sourceSsrc).toSource().rewrite(packet, 0, length);
    }

    /** Keeps what the viewer says of our packets. */
    void noteReports(ByteBuffer packet, int length, SentReports sentReports, long nowNanos) {
        for (int at = 0; at < length; at = RtcpPackets.next(packet, at)) {
            RtcpType type = RtcpPackets.type(packet, at);
            if (type == RtcpType.RR || type == RtcpType.SR) {
                int block = RtcpPackets.blocksAt(packet, at);
                for (int i = 0; i < RtcpPackets.count(packet, at); i++, block += ReportBlock.BYTES) {
                    if (ReportBlock.ssrc(packet, block) == spec.ssrc()) {
                        note(packet, block, sentReports, nowNanos);
                    }
                }
            }
        }
    }

    private void note(ByteBuffer packet, int block, SentReports sentReports, long nowNanos) {
        reported = true;
        reportNanos = nowNanos;
        fractionLost = ReportBlock.fractionLost(packet, block);
        lost = ReportBlock.lost(packet, block);
        if (gapOpen && isAfterGap(ReportBlock.highestSequence(packet, block))) {
            gapOpen = false;
            reportedLoss.skipTo(lost);
        } else {
            reportedLoss.onReport(lost);
        }
        jitter = ReportBlock.jitter(packet, block);
        int lastSr = ReportBlock.lastSr(packet, block);
        if (lastSr != 0) {
            roundTripNanos = sentReports.roundTripNanos(lastSr, ReportBlock.delaySinceLastSr(packet, block), nowNanos);
        }
    }

    private boolean isAfterGap(int highestSequence) {
        return (short) (highestSequence - sequenceAfterGap) >= 0;
    }

    private Rewriters rewriters(int sourceSsrc) {
        Rewriters current = rewriters;
        if (current == null || current.sourceSsrc() != sourceSsrc) {
            current = new Rewriters(
                    sourceSsrc,
                    RtcpRewriter.toViewer(sourceSsrc, spec.ssrc()),
                    RtcpRewriter.toSource(spec.ssrc(), sourceSsrc, reporterSsrc));
            rewriters = current;
        }
        return current;
    }

    void start(long nowNanos) {
        started = true;
        receiver.onBegin(counters.packets, nowNanos);
        outlet.start(nowNanos);
    }

    /** Sends to another remote end from now on; refused, it stays as it was. */
    void moveTo(ViewerSpec moved, long nowNanos) {
        outlet.moveTo(moved, nowNanos);
        receiver.onMoved(counters.rtcpIn.sum());
        InetSocketAddress former = rtcpOf(spec);
        spec = moved;
        if (!rtcpOf(moved).equals(former)) {
            rtcpPolicy.expect(rtcpOf(moved));
        }
    }

    private static InetSocketAddress rtcpOf(ViewerSpec spec) {
        return spec.remoteRtcp().orElseGet(() -> RtcpSourcePolicy.besides(spec.remote()));
    }

    void setHeld(boolean yes, long nowNanos) {
        resuming |= held && !yes && counters.packets > 0;
        held = yes;
        receiver.onBegin(counters.packets, nowNanos);
    }

    /** True when RTP goes to it. */
    boolean receives() {
        return started && !held;
    }

    boolean started() {
        return started;
    }

    public long id() {
        return id;
    }

    int reporterSsrc() {
        return reporterSsrc;
    }

    Outlet outlet() {
        return outlet;
    }

    /** @return how long nobody has received, where that is due to be told; else zero */
    Duration check(long nowNanos) {
        bitrate.sample(counters.bytes, nowNanos);
        outlet.check(nowNanos);
        Duration gone = outlet.sendsDatagrams()
                ? receiver.closedFor(counters.unreachable, nowNanos)
                : receiver.disconnectedFor(outlet.isConnected(), nowNanos);
        Duration reportless = receiver.reportlessFor(counters.rtcpIn.sum(), counters.packets, nowNanos);
        receiver.note(gone, reportless);
        return receiver.due(gone, reportless);
    }

    /** @param taken whether control took the event; else it is due again */
    void onUnreachableTold(boolean taken) {
        receiver.onTold(taken);
    }

    String owner() {
        return spec.owner();
    }

    void addTo(OwnerTally tally) {
        tally.addViewer(counters, reportedLoss.sum());
    }

    ViewerStats stats(MediaClock clock, int clockRateHz) {
        return new ViewerStats(
                id,
                spec.owner(),
                spec.transport(),
                local,
                outlet.remote(),
                outlet.isConnected(),
                spec.ssrc(),
                started,
                receives() ? receiver.unreachedFor(counters.packets, clock.nanoTime()) : Duration.ZERO,
                counters.packets,
                counters.bytes,
                counters.sendFailures,
                bitrate.bps(),
                outlet.queuedBytes(),
                reported ? Optional.of(report(clock, clockRateHz)) : Optional.empty(),
                counters.dropped.toMap(),
                counters.rtcpIn.toMap(),
                counters.rtcpOut.toMap());
    }

    private ViewerReport report(MediaClock clock, int clockRateHz) {
        return new ViewerReport(
                clock.instantOf(reportNanos),
                fractionLost / FRACTION_UNITS,
                lost,
                Duration.ofNanos(Integer.toUnsignedLong(jitter) * NANOS_PER_SECOND / clockRateHz),
                roundTripNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(roundTripNanos)));
    }
}
