package cascade.gateway.media.relay.stream;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceSnapshot;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.peek.ProbeMemory;
import cascade.gateway.media.peek.StreamProbe;
import cascade.gateway.media.relay.count.ArrivalGaps;
import cascade.gateway.media.relay.count.Bitrate;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.media.relay.count.LostPackets;
import cascade.gateway.media.relay.count.OwnerTally;
import cascade.gateway.media.relay.leg.RtcpSourcePolicy;
import cascade.gateway.media.relay.leg.SenderPath;
import cascade.gateway.media.relay.leg.SourceContinuity;
import cascade.gateway.media.relay.leg.SourcePolicy;
import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpWriter;
import cascade.gateway.media.rtp.RtpHeader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** RTP leg that a stream's media comes in by: judges each packet and counts it. Loop thread. */
final class SourceLeg {

    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final StreamSpec spec;
    private final LegAddress local;
    private final SenderPath inlet;
    private final SourcePolicy policy;
    private final RtcpSourcePolicy rtcpPolicy;
    private final RtcpCapture capture;
    private final SsrcSelector ssrcs;
    private final SourceContinuity continuity;
    private final Bitrate bitrate;
    private final LostPackets lost = new LostPackets();
    private final ArrivalGaps gaps = new ArrivalGaps();
    private final StreamProbe probe;
    final LegCounters counters;

    private @Nullable SourceAnswer answer;
    /** The first answer. */
    private long answeredNanos;
    /** Since when it owes packets: its newest answer, or the end of its hold. */
    private long awaitedNanos;

    /** Where the source sent from to a former process; null once it has sent to this one, or stayed away for long. */
    private SourceSnapshot.@Nullable Latched former;

    private boolean wasHeard;
    private final long moveAfterNanos;

    private boolean held;
    private boolean waited;
    private long waitedSinceNanos;
    private long firstNanos;
    private long lastNanos;
    /** When one beside the main SSRC sent last, from the same port; 0: none has. */
    private long secondaryNanos;

    private int lastTimestamp;
    private int payloadType;
    private boolean rtpConfirmed;
    private @Nullable InetSocketAddress lastConfirmed;
    private long moves;
    private @Nullable InetSocketAddress movedFrom;

    private long foreign;
    private @Nullable InetSocketAddress lastForeign;
    private DropReason lastForeignReason = DropReason.FOREIGN_ADDRESS;

    /** @param counters of this leg: {@code inlet} counts there as well */
    SourceLeg(
            StreamSpec spec,
            LegAddress local,
            SenderPath inlet,
            LegCounters counters,
            RtcpCapture capture,
            ProbeMemory probes,
            Duration moveAfter,
            long nowNanos) {
        this.spec = spec;
        this.local = local;
        this.inlet = inlet;
        this.counters = counters;
        this.capture = capture;
        this.probe = new StreamProbe(probes);
        this.policy = new SourcePolicy(spec.sourceCheck(), spec.peerNetworks());
        this.rtcpPolicy = new RtcpSourcePolicy(spec.sourceCheck());
        this.bitrate = new Bitrate(nowNanos);
        this.moveAfterNanos = moveAfter.toNanos();
        this.continuity = new SourceContinuity(moveAfter);
        this.ssrcs = new SsrcSelector(spec.ssrc(), SourceAnswer.VIDEO_CLOCK_HZ);
    }

    /**
     * A former process had confirmed the source; before any answer.
     *
     * @param stays whether from the first answer on it counts as confirmed there
     */
    void wasLatched(SourceSnapshot.Latched there, boolean stays) {
        wasHeard = true;
        former = stays ? there : null;
    }

    void expect(SourceAnswer newAnswer, long nowNanos) {
        @Nullable SourceAnswer before = answer;
        answer = newAnswer;
        awaitedNanos = nowNanos;
        if (before == null) {
            answeredNanos = nowNanos;
        }
        int announced = newAnswer.ssrc().orElse(spec.ssrc());
        ssrcs.expect(announced, newAnswer.clockRateHz());
        boolean reopened = policy.expect(newAnswer.rtp(), announced, newAnswer.payloadTypes());
        if (reopened || before == null || !rtcpOf(newAnswer).equals(rtcpOf(before))) {
            rtcpPolicy.expect(rtcpOf(newAnswer));
        }
        rtpConfirmed &= !reopened;
        if (before == null && former != null) {
            ssrcs.wasMain(former.ssrc());
            if (spec.transport() == MediaTransport.UDP) {
                policy.confirm(former.from());
            }
        }
    }

    /** The source has not come back to where it was latched: it may have another port by now, as NATs give them. */
    private void checkFormer(long nowNanos) {
        if (former != null && answer != null && (heard() || nowNanos - awaitedNanos >= moveAfterNanos)) {
            former = null;
            if (!heard() && spec.transport() == MediaTransport.UDP) {
                policy.release();
            }
        }
    }

    private static InetSocketAddress rtcpOf(SourceAnswer answer) {
        return answer.rtcp().orElseGet(() -> RtcpSourcePolicy.besides(answer.rtp()));
    }

    /** On hold its silence means nothing. */
    void setHeld(boolean yes, long nowNanos) {
        if (held != yes) {
            held = yes;
            awaitedNanos = nowNanos;
            gaps.setHeld(yes, nowNanos);
        }
    }

    boolean isHeld() {
        return held;
    }

    /** TCP: what comes by this connection is the source's, RTP and RTCP, whatever its port. */
    void onConnected(InetSocketAddress peer) {
        policy.confirm(peer);
        rtcpPolicy.expect(peer);
        rtpConfirmed = false;
    }

    void onForeignConnection(InetSocketAddress from) {
        dropForeign(DropReason.FOREIGN_CONNECTION, from);
    }

    /** TCP: whether a packet with this header can come next, as far as one can tell by its SSRC and payload type. */
    boolean mayFollow(ByteBuffer memory, int offset) {
        return ssrcs.isOurs(RtpHeader.ssrc(memory, offset))
                || policy.isNegotiated(RtpHeader.payloadType(memory, offset))
                || RtpHeader.payloadType(memory, offset) == payloadType;
    }

    /** TCP: whether this must be a packet of the source, where the stream of bytes is out of step. */
    boolean mayStart(ByteBuffer memory, int offset) {
        int type = RtpHeader.payloadType(memory, offset);
        return ssrcs.isOurs(RtpHeader.ssrc(memory, offset)) && (type == payloadType || policy.isNegotiated(type));
    }

    /** Counts an RTP packet: true when it is the source's, and sound. */
    boolean admit(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos) {
        if (length < RtpHeader.FIXED_BYTES) {
            counters.drop(DropReason.TOO_SHORT);
            return false;
        }
        if (RtpHeader.version(memory, offset) != RtpHeader.VERSION) {
            counters.drop(DropReason.NOT_RTP);
            return false;
        }
        if (RtpHeader.headerBytes(memory, offset, length) < 0) {
            counters.drop(DropReason.TOO_SHORT);
            return false;
        }
        int packetSsrc = RtpHeader.ssrc(memory, offset);
        int type = RtpHeader.payloadType(memory, offset);
        @Nullable DropReason refusal = policy.judge(from, packetSsrc, type);
        if (refusal != null && !goesOnFrom(from, memory, offset, nowNanos)) {
            drop(refusal, from);
            return false;
        }
        if (!rtpConfirmed || policy.hasMoved()) {
            onConfirmed(from);
        }
        int timestamp = RtpHeader.timestamp(memory, offset);
        if (!ssrcs.admit(packetSsrc, RtpHeader.sequence(memory, offset), timestamp, length, nowNanos)) {
            counters.drop(DropReason.SECONDARY_SSRC);
            secondaryNanos = nowNanos;
            return false;
        }
        count(length, type, timestamp, nowNanos);
        if (probe.isLooking()) {
            probe.onPacket(memory, offset, length, nowNanos);
        }
        return true;
    }

    /** A packet that the policy refused: true when the stream goes on from its port. */
    private boolean goesOnFrom(InetSocketAddress from, ByteBuffer memory, int offset, long nowNanos) {
        if (!heard()
                || spec.transport() != MediaTransport.UDP
                || RtpHeader.ssrc(memory, offset) != ssrcs.main()
                || !policy.mayMoveTo(from, RtpHeader.payloadType(memory, offset))) {
            return false;
        }
        long portNanos = secondaryNanos != 0 && secondaryNanos - lastNanos > 0 ? secondaryNanos : lastNanos;
        int highest = (int) ssrcs.reception().highestSequence();
        if (!continuity.goesOn(RtpHeader.sequence(memory, offset), highest, portNanos, nowNanos)) {
            return false;
        }
        policy.moveTo(from);
        return true;
    }

    private void count(int length, int type, int timestamp, long nowNanos) {
        if (counters.packets++ == 0) {
            firstNanos = waited ? waitedSinceNanos : nowNanos;
        } else {
            gaps.note(lastNanos, nowNanos);
        }
        counters.bytes += length;
        lastNanos = nowNanos;
        payloadType = type;
        lastTimestamp = timestamp;
    }

    /** RTCP goes where RTP came from, once that is not what the SDP said. */
    private void onConfirmed(InetSocketAddress from) {
        boolean moved = policy.takeMoved();
        rtpConfirmed = true;
        if (moved) {
            moves++;
            movedFrom = lastConfirmed;
        }
        if (!from.equals(lastConfirmed)) {
            lastConfirmed = from;
            ssrcs.onNewSender();
        }
        if (answer != null && spec.transport() == MediaTransport.UDP) {
            if (!from.equals(answer.rtp())) {
                rtcpPolicy.expect(RtcpSourcePolicy.besides(from));
            } else if (moved) {
                rtcpPolicy.expect(rtcpOf(answer));
            }
            inlet.onConfirmed(from);
        }
    }

    /** Counts an RTCP datagram: true when it is the source's, and sound. */
    boolean admitRtcp(ByteBuffer packet, int length, InetSocketAddress from) {
        if (!RtcpPackets.isSound(packet, 0, length)) {
            counters.drop(DropReason.BROKEN_RTCP);
            return false;
        }
        @Nullable DropReason refusal = rtcpPolicy.judge(from, ssrcs.isOurs(RtcpPackets.sender(packet, 0, length)));
        if (refusal != null) {
            drop(refusal, from);
            return false;
        }
        counters.countRtcpIn(packet, length);
        capture.received(packet, length, from);
        return true;
    }

    /** Remembers a sender report of the source, so that our own reports can refer to it. */
    void noteSenderReport(int sender, int middleNtp, long nowNanos) {
        ssrcs.noteSenderReport(sender, middleNtp, nowNanos);
    }

    /** What we received from the source since the last such report: a block for each SSRC that sent. */
    void writeReceiverReport(ByteBuffer to, int reporterSsrc, long nowNanos) {
        List<SsrcSelector.Heard> others = ssrcs.takeHeardSinceReport();
        int block = RtcpWriter.receiverReport(to, reporterSsrc, 1 + others.size());
        ssrcs.mainReport().writeBlock(to, block, ssrcs.main(), ssrcs.reception(), nowNanos);
        for (SsrcSelector.Heard other : others) {
            block += ReportBlock.BYTES;
            other.report().writeBlock(to, block, other.ssrc(), other.reception(), nowNanos);
        }
    }

    /** Where the source's media clock must stand now. */
    int timestampAt(long nowNanos) {
        return lastTimestamp + (int) (micros(nowNanos - lastNanos) * clockRateHz() / MICROS_PER_SECOND);
    }

    private static long micros(long nanos) {
        return nanos / 1_000;
    }

    /** Passes a viewer's report on; only to a source that has shown itself. */
    boolean sendRtcp(ByteBuffer packet) {
        @Nullable InetSocketAddress target = rtcpPolicy.target();
        if (!rtpConfirmed || target == null) {
            return false;
        }
        inlet.sendRtcp(packet, target);
        capture.sent(packet, target);
        return true;
    }

    private void drop(DropReason reason, InetSocketAddress from) {
        if (reason.isForeign()) {
            dropForeign(reason, from);
        } else {
            counters.drop(reason);
        }
    }

    private void dropForeign(DropReason reason, InetSocketAddress from) {
        counters.drop(reason);
        foreign++;
        lastForeign = from;
        lastForeignReason = reason;
    }

    void check(long nowNanos) {
        waited = false;
        bitrate.sample(counters.bytes, nowNanos);
        lost.sample(ssrcs.reception().lost(), nowNanos);
        probe.check(ssrcs.main(), nowNanos);
        checkFormer(nowNanos);
    }

    void close() {
        probe.close();
    }

    boolean answered() {
        return answer != null;
    }

    boolean heard() {
        return counters.packets > 0;
    }

    /** Whether packets came to a former process. */
    boolean wasHeard() {
        return wasHeard;
    }

    /** Whether a packet came since the newest answer or the end of a hold. */
    boolean heardSinceAnswer() {
        return heard() && lastNanos - awaitedNanos >= 0;
    }

    /** Since the last packet, or since the newest answer or the end of a hold where that is later. */
    long silentNanos(long nowNanos) {
        return nowNanos - (heardSinceAnswer() ? lastNanos : awaitedNanos);
    }

    /** What is read before the next check came then, not now. */
    void packetsWaitedSince(long arrivedNanos) {
        waited = true;
        waitedSinceNanos = arrivedNanos;
    }

    Duration firstPacketAfterAnswer() {
        return Duration.ofNanos(Math.max(0, firstNanos - answeredNanos));
    }

    boolean hasSeenKey() {
        return answered() && probe.hasSeenKey();
    }

    Duration firstKeyAfterAnswer() {
        return Duration.ofNanos(Math.max(0, probe.firstKeyNanos() - answeredNanos));
    }

    int ssrc() {
        return ssrcs.main();
    }

    /** True for one that sends beside the stream's: its RTCP is not the viewers' business. */
    boolean isSecondary(int ssrc) {
        return ssrcs.isSecondary(ssrc);
    }

    int payloadType() {
        return payloadType;
    }

    long ssrcChanges() {
        return ssrcs.changes();
    }

    /** How often another address took the place of the confirmed one, without a new answer. */
    long moves() {
        return moves;
    }

    @Nullable
    InetSocketAddress movedFrom() {
        return movedFrom;
    }

    /** Where its SDP says that it receives and sends; empty port where it cannot tell. */
    @Nullable
    InetSocketAddress announced() {
        return answer == null ? null : answer.rtp();
    }

    /** The SSRC that its SDP names, or else ours. */
    int announcedSsrc() {
        return answer == null ? spec.ssrc() : answer.ssrc().orElse(spec.ssrc());
    }

    @Nullable
    InetSocketAddress remote() {
        return policy.confirmed();
    }

    long foreign() {
        return foreign;
    }

    @Nullable
    InetSocketAddress lastForeign() {
        return lastForeign;
    }

    DropReason lastForeignReason() {
        return lastForeignReason;
    }

    int clockRateHz() {
        return answer == null ? SourceAnswer.VIDEO_CLOCK_HZ : answer.clockRateHz();
    }

    void addTo(OwnerTally tally, boolean ended) {
        tally.addSource(counters, ended ? lost.last(ssrcs.reception().lost()) : lost.sure(), ssrcs.changes());
    }

    SourceStats stats(MediaClock clock) {
        MediaClock now = clock.stopped();
        boolean heard = heard();
        return new SourceStats(
                spec.owner(),
                spec.transport(),
                local,
                inlet.isConnected(),
                Optional.ofNullable(policy.confirmed()),
                heard ? OptionalInt.of(ssrcs.main()) : OptionalInt.empty(),
                probe.content(now.nanoTime()),
                ssrcs.secondaries(now),
                heard ? OptionalInt.of(payloadType) : OptionalInt.empty(),
                inlet.framing(),
                counters.packets,
                counters.bytes,
                ssrcs.reception().lost(),
                ssrcs.reception().reordered(),
                ssrcs.reception().duplicates(),
                ssrcs.changes(),
                ssrcs.reception().highestSequence(),
                Duration.ofNanos(ssrcs.reception().jitterNanos()),
                bitrate.bps(),
                instant(now, heard, firstNanos),
                heard ? Optional.of(firstPacketAfterAnswer()) : Optional.empty(),
                instant(now, heard, lastNanos),
                gaps.longest(),
                gaps.count(),
                answered() && !held ? Optional.of(Duration.ofNanos(silentNanos(now.nanoTime()))) : Optional.empty(),
                counters.dropped.toMap(),
                counters.rtcpIn.toMap(),
                counters.rtcpOut.toMap());
    }

    private static Optional<Instant> instant(MediaClock clock, boolean known, long nanos) {
        return known ? Optional.of(clock.instantOf(nanos)) : Optional.empty();
    }
}
