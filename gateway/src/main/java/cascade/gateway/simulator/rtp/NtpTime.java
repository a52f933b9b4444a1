package cascade.gateway.simulator.rtp;

import java.time.Duration;
import java.time.Instant;

/** The 64-bit time of sender reports: seconds since 1900 and a binary fraction (RFC 3550 section 4). */
final class NtpTime {

    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int FRACTION_BITS = 16;

    private NtpTime() {}

    static long of(Instant instant) {
        long fraction = ((long) instant.getNano() << Integer.SIZE) / NANOS_PER_SECOND;
        return (instant.getEpochSecond() + SECONDS_1900_TO_1970) << Integer.SIZE | fraction;
    }

    /** What report blocks call LSR: the middle 32 bits. */
    static int middle(long ntp) {
        return (int) (ntp >>> FRACTION_BITS);
    }

    /** A difference of middle bits, or a DLSR, as time. */
    static Duration ofMiddle(int units) {
        return Duration.ofNanos((Integer.toUnsignedLong(units) * NANOS_PER_SECOND) >> FRACTION_BITS);
    }

    static int toMiddle(long nanos) {
        return (int) ((nanos << FRACTION_BITS) / NANOS_PER_SECOND);
    }
}
