package cascade.gateway.domain.pace;

/**
 * Round-trip time of a peer, smoothed, and what follows from it: when an answer is late. A late one waits for a
 * retransmission, most likely, and says nothing of the peer (Karn's algorithm).
 * <a href="https://datatracker.ietf.org/doc/html/rfc6298#section-2">RFC 6298 section 2</a>. Control loop only.
 */
final class AnswerTime {

    /** Below it the peer's pauses and ours are what is measured. */
    private static final long LEAST_NANOS = 10_000_000;

    private boolean measured;
    private long smoothedNanos;
    private long variationNanos;

    /** An answer came that soon, to a message that was not repeated. */
    void measured(long nanos) {
        if (measured) {
            variationNanos += (Math.abs(smoothedNanos - nanos) - variationNanos) / 4;
            smoothedNanos += (nanos - smoothedNanos) / 8;
        } else {
            measured = true;
            smoothedNanos = nanos;
            variationNanos = nanos / 2;
        }
    }

    /** @param mostNanos when the message is repeated; before the first measurement no answer is late sooner */
    long lateAfterNanos(long mostNanos) {
        return measured
                ? Math.clamp(smoothedNanos + 4 * variationNanos, Math.min(LEAST_NANOS, mostNanos), mostNanos)
                : mostNanos;
    }
}
