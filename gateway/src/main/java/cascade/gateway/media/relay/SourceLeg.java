package cascade.gateway.media.relay;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.rtp.ReceptionStats;
import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtpHeader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The leg that a stream's media comes in by: judges each packet and counts it. Loop thread. */
final class SourceLeg {

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long DELAY_UNITS_PER_SECOND = 65_536;

    private final StreamSpec spec;
    private final LegAddress local;
    private final PortPair<MediaSocket> sockets;
    private final SourcePolicy policy;
    private final RtcpPeer rtcpPeer;
    private final ReceptionStats reception = new ReceptionStats(SourceAnswer.VIDEO_CLOCK_HZ);
    private final Bitrate bitrate;
    private final LostPackets lost = new LostPackets();
    final LegCounters counters = new LegCounters();

    private @Nullable SourceAnswer answer;
    private long answeredNanos;
    private boolean waited;
    private long waitedSinceNanos;
    private long firstNanos;
    private long lastNanos;
    private int lastTimestamp;
    private int ssrc;
    private int payloadType;
    private long ssrcChanges;
    private boolean rtpConfirmed;

    private int lastSr;
    private long lastSrNanos;

    private long foreign;
    private @Nullable InetSocketAddress lastForeign;
    private DropReason lastForeignReason = DropReason.FOREIGN_ADDRESS;

    SourceLeg(StreamSpec spec, LegAddress local, PortPair<MediaSocket> sockets, long nowNanos) {
        this.spec = spec;
        this.local = local;
        this.sockets = sockets;
        this.policy = new SourcePolicy(spec.sourceCheck(), spec.peerNetworks());
        this.rtcpPeer = new RtcpPeer(spec.sourceCheck());
        this.bitrate = new Bitrate(nowNanos);
        this.ssrc = spec.ssrc();
    }

    void expect(SourceAnswer newAnswer, long nowNanos) {
        answer = newAnswer;
        answeredNanos = nowNanos;
        rtpConfirmed = false;
        if (counters.packets == 0) {
            ssrc = newAnswer.ssrc().orElse(spec.ssrc());
        }
        reception.clockRateHz(newAnswer.clockRateHz());
        policy.expect(newAnswer.rtp(), newAnswer.ssrc().orElse(spec.ssrc()), newAnswer.payloadTypes());
        rtcpPeer.expect(newAnswer.rtcp().orElseGet(() -> RtcpPeer.besides(newAnswer.rtp())));
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
        if (refusal != null) {
            drop(refusal, from);
            return false;
        }
        if (!rtpConfirmed) {
            onConfirmed(from);
        }
        count(memory, offset, length, packetSsrc, type, nowNanos);
        return true;
    }

    private void count(ByteBuffer memory, int offset, int length, int packetSsrc, int type, long nowNanos) {
        if (packetSsrc != ssrc) {
            ssrc = packetSsrc;
            ssrcChanges++;
            reception.restart();
        }
        if (counters.packets++ == 0) {
            firstNanos = waited ? waitedSinceNanos : nowNanos;
        }
        counters.bytes += length;
        lastNanos = nowNanos;
        payloadType = type;
        lastTimestamp = RtpHeader.timestamp(memory, offset);
        reception.onPacket(RtpHeader.sequence(memory, offset), lastTimestamp, nowNanos);
    }

    /** RTCP goes where RTP came from, once that is not what the SDP said. */
    private void onConfirmed(InetSocketAddress from) {
        rtpConfirmed = true;
        if (answer != null && !from.equals(answer.rtp())) {
            rtcpPeer.expect(RtcpPeer.besides(from));
        }
    }

    /** Counts an RTCP datagram: true when it is the source's, and sound. */
    boolean admitRtcp(ByteBuffer packet, int length, InetSocketAddress from) {
        if (!RtcpPackets.isSound(packet, 0, length)) {
            counters.drop(DropReason.BROKEN_RTCP);
            return false;
        }
        @Nullable DropReason refusal = rtcpPeer.judge(from);
        if (refusal != null) {
            drop(refusal, from);
            return false;
        }
        counters.countRtcpIn(packet, length);
        return true;
    }

    /** Remembers a sender report of the source, so that our own reports can refer to it. */
    void noteSenderReport(int middleNtp, long nowNanos) {
        lastSr = middleNtp;
        lastSrNanos = nowNanos;
    }

    /** What we received from the source since the last such block. */
    void writeReportBlock(ByteBuffer to, int at, long nowNanos) {
        long sinceLastSr =
                lastSr == 0 ? 0 : micros(nowNanos - lastSrNanos) * DELAY_UNITS_PER_SECOND / MICROS_PER_SECOND;
        ReportBlock.write(
                to,
                at,
                ssrc,
                reception.takeFractionLost(),
                reception.lostForReport(),
                (int) reception.highestSequence(),
                reception.jitter(),
                lastSr,
                (int) sinceLastSr);
    }

    /** Where the source's media clock must stand now. */
    int timestampAt(long nowNanos) {
        return lastTimestamp + (int) (micros(nowNanos - lastNanos) * clockRateHz() / MICROS_PER_SECOND);
    }

    private static long micros(long nanos) {
        return nanos / 1_000;
    }

    /** Passes a viewer's report on; only to a source that has shown itself. */
    boolean sendRtcp(ByteBuffer packet, int length) {
        @Nullable InetSocketAddress target = rtcpPeer.target();
        if (!rtpConfirmed || target == null) {
            return false;
        }
        if (sockets.rtcp().send(packet, target)) {
            counters.countRtcpOut(packet, length);
        } else {
            counters.sendFailures++;
        }
        return true;
    }

    private void drop(DropReason reason, InetSocketAddress from) {
        counters.drop(reason);
        if (reason.isForeign()) {
            foreign++;
            lastForeign = from;
            lastForeignReason = reason;
        }
    }

    void check(long nowNanos) {
        waited = false;
        bitrate.sample(counters.bytes, nowNanos);
        lost.sample(reception.lost(), nowNanos);
    }

    PortPair<MediaSocket> sockets() {
        return sockets;
    }

    boolean answered() {
        return answer != null;
    }

    boolean heard() {
        return counters.packets > 0;
    }

    /** Since the last packet, or since the answer where that is later. */
    long silentNanos(long nowNanos) {
        return nowNanos - (heard() && lastNanos - answeredNanos > 0 ? lastNanos : answeredNanos);
    }

    /** What is read before the next check came then, not now. */
    void packetsWaitedSince(long arrivedNanos) {
        waited = true;
        waitedSinceNanos = arrivedNanos;
    }

    Duration firstPacketAfterAnswer() {
        return Duration.ofNanos(Math.max(0, firstNanos - answeredNanos));
    }

    int ssrc() {
        return ssrc;
    }

    int payloadType() {
        return payloadType;
    }

    long ssrcChanges() {
        return ssrcChanges;
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
        tally.addSource(counters, ended ? lost.last(reception.lost()) : lost.sure(), ssrcChanges);
    }

    SourceStats stats(MediaClock clock) {
        boolean heard = heard();
        return new SourceStats(
                spec.owner(),
                local,
                Optional.ofNullable(policy.confirmed()),
                heard ? OptionalInt.of(ssrc) : OptionalInt.empty(),
                heard ? OptionalInt.of(payloadType) : OptionalInt.empty(),
                counters.packets,
                counters.bytes,
                reception.lost(),
                reception.reordered(),
                reception.duplicates(),
                ssrcChanges,
                reception.highestSequence(),
                Duration.ofNanos(reception.jitterNanos()),
                bitrate.bps(),
                instant(clock, heard, firstNanos),
                instant(clock, heard, lastNanos),
                counters.dropped.toMap(),
                counters.rtcpIn.toMap(),
                counters.rtcpOut.toMap());
    }

    private static Optional<Instant> instant(MediaClock clock, boolean known, long nanos) {
        return known ? Optional.of(clock.instantOf(nanos)) : Optional.empty();
    }
}
