package cascade.gateway.media.relay.stream;

/**
 * Send times of a stream's last few sender reports, so that a viewer's report block tells the round trip (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550 section 6.4.1</a>). Loop thread.
 */
final class SentReports {

    private static final int KEPT = 8;
    private static final long DELAY_UNITS_PER_SECOND = 65_536;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final int[] middleNtp = new int[KEPT];
    private final long[] sentNanos = new long[KEPT];
    private int sent;

    void onSent(int ntp, long nowNanos) {
        int slot = sent++ % KEPT;
        middleNtp[slot] = ntp;
        sentNanos[slot] = nowNanos;
    }

    /**
     * <a href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550 section 6.4.1</a>; -1 when the
     * block refers to no report that we remember.
     */
    long roundTripNanos(int lastSr, int delaySinceLastSr, long nowNanos) {
        int known = Math.min(sent, KEPT);
        for (int slot = 0; slot < known; slot++) {
            if (middleNtp[slot] == lastSr) {
                long delayNanos = Integer.toUnsignedLong(delaySinceLastSr) * NANOS_PER_SECOND / DELAY_UNITS_PER_SECOND;
                return Math.max(0, nowNanos - sentNanos[slot] - delayNanos);
            }
        }
        return -1;
    }
}
