package cascade.gateway.simulator.rtp;

import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import java.nio.ByteBuffer;

/**
 * Sender reports and BYE that a receiver has got beside the media (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550 section 6.4.1</a>). Used by one thread.
 */
final class SenderReports {

    private long count;
    private int lastSr;
    private long lastSrNanos;
    private boolean ended;

    long count() {
        return count;
    }

    /** Whether a BYE came. */
    boolean isEnded() {
        return ended;
    }

    /** For a report block: the middle of the last report's NTP time, 0 before the first. */
    int lastSr() {
        return lastSr;
    }

    /** For a report block: the time since that report. */
    int delaySinceLastSr(long nowNanos) {
        return lastSr == 0 ? 0 : MiddleNtp.ofNanos(nowNanos - lastSrNanos);
    }

    /** Whether the datagram was RTCP at all. */
    boolean read(ByteBuffer datagram, long nowNanos) {
        int end = datagram.limit();
        if (!RtcpPackets.isSound(datagram, 0, end)) {
            return false;
        }
        for (int at = 0; at < end; at = RtcpPackets.next(datagram, at)) {
            RtcpType type = RtcpPackets.type(datagram, at);
            if (type == RtcpType.SR) {
                count++;
                lastSr = RtcpPackets.middleNtp(datagram, at);
                lastSrNanos = nowNanos;
            } else if (type == RtcpType.BYE) {
                ended = true;
            }
        }
        return true;
    }
}
