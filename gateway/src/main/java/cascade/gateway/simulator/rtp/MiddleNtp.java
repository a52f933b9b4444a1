package cascade.gateway.simulator.rtp;

import java.time.Duration;

/**
 * Middle 32 bits of NTP timestamps, in units of 1/65536 s, as report blocks write LSR and DLSR (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550 section 6.4.1</a>).
 */
final class MiddleNtp {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int FRACTION_BITS = 16;

    private MiddleNtp() {}

    /** The middle of a 64-bit NTP time. */
    static int of(long ntp) {
        return (int) (ntp >>> FRACTION_BITS);
    }

    static int ofNanos(long nanos) {
        return (int) ((nanos << FRACTION_BITS) / NANOS_PER_SECOND);
    }

    static Duration toDuration(int units) {
        return Duration.ofNanos((Integer.toUnsignedLong(units) * NANOS_PER_SECOND) >> FRACTION_BITS);
    }
}
