package cascade.gateway.simulator.rtp;

import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.media.rtp.RtcpWriter;
import cascade.gateway.simulator.video.VideoSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Receiver reports that a sender has got about its stream (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.2">RFC 3550 section 6.4.2</a>). Used by one thread.
 */
final class ReceiverReports {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final double FRACTION_UNITS = 256;

    private final int ssrc;
    private final InstantSource wall;
    private long count;
    private Optional<SenderStats.Report> last = Optional.empty();

    /** @param wall of the sender's own NTP times */
    ReceiverReports(int ssrc, InstantSource wall) {
        this.ssrc = ssrc;
        this.wall = wall;
    }

    long count() {
        return count;
    }

    Optional<SenderStats.Report> last() {
        return last;
    }

    /** Takes the report blocks about our stream from a datagram; garbage is none. */
    void read(ByteBuffer datagram) {
        int end = datagram.limit();
        if (!RtcpPackets.isSound(datagram, 0, end)) {
            return;
        }
        for (int at = 0; at < end; at = RtcpPackets.next(datagram, at)) {
            RtcpType type = RtcpPackets.type(datagram, at);
            if (type == RtcpType.RR || type == RtcpType.SR) {
                readBlocks(datagram, at);
            }
        }
    }

    private void readBlocks(ByteBuffer datagram, int report) {
        int block = RtcpPackets.blocksAt(datagram, report);
        for (int i = 0; i < RtcpPackets.count(datagram, report); i++, block += ReportBlock.BYTES) {
            if (ReportBlock.ssrc(datagram, block) == ssrc) {
                count++;
                last = Optional.of(report(datagram, block));
            }
        }
    }

    private SenderStats.Report report(ByteBuffer datagram, int block) {
        long jitterTicks = Integer.toUnsignedLong(ReportBlock.jitter(datagram, block));
        return new SenderStats.Report(
                ReportBlock.fractionLost(datagram, block) / FRACTION_UNITS,
                ReportBlock.lost(datagram, block),
                Duration.ofNanos(jitterTicks * NANOS_PER_SECOND / VideoSettings.CLOCK_HZ),
                roundTrip(datagram, block));
    }

    /**
     * <a href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550 section 6.4.1</a>: A - LSR - DLSR.
     */
    private Optional<Duration> roundTrip(ByteBuffer datagram, int block) {
        int lastSr = ReportBlock.lastSr(datagram, block);
        if (lastSr == 0) {
            return Optional.empty();
        }
        int now = MiddleNtp.of(RtcpWriter.ntp(wall.instant()));
        int units = now - lastSr - ReportBlock.delaySinceLastSr(datagram, block);
        return Optional.of(MiddleNtp.toDuration(Math.max(0, units)));
    }
}
