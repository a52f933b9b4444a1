package cascade.gateway.media.relay.stream;

import cascade.gateway.media.rtp.ReceptionStats;
import cascade.gateway.media.rtp.ReportBlock;
import java.nio.ByteBuffer;

/**
 * Latest sender report of one SSRC, which our own report blocks refer to as LSR and DLSR (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550 section 6.4.1</a>). Loop thread.
 */
final class LastReport {

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long DELAY_UNITS_PER_SECOND = 65_536;

    private int middleNtp;
    private long atNanos;

    void note(int newMiddleNtp, long nowNanos) {
        middleNtp = newMiddleNtp;
        atNanos = nowNanos;
    }

    void clear() {
        middleNtp = 0;
    }

    /** What we received under {@code ssrc} since the last such block. */
    void writeBlock(ByteBuffer to, int at, int ssrc, ReceptionStats reception, long nowNanos) {
        long delay = middleNtp == 0
                ? 0
                : (nowNanos - atNanos) / NANOS_PER_MICRO * DELAY_UNITS_PER_SECOND / MICROS_PER_SECOND;
        ReportBlock.write(
                to,
                at,
                ssrc,
                reception.takeFractionLost(),
                reception.lostForReport(),
                (int) reception.highestSequence(),
                reception.jitter(),
                middleNtp,
                (int) delay);
    }
}
