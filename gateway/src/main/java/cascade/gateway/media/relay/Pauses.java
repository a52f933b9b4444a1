package cascade.gateway.media.relay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The times in which a source that had begun sent nothing. Loop thread. */
final class Pauses {

    /** From here on it counts as a pause: half a second, in which no camera of two frames a second is silent. */
    static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private long longestNanos;
    private long count;

    /** The time between two packets. */
    void note(long nanos) {
        if (nanos > longestNanos) {
            longestNanos = nanos;
        }
        if (nanos > PAUSE_NANOS) {
            count++;
        }
    }

    Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    /** Those beyond {@link #PAUSE_NANOS}; one that has not ended yet is not among them. */
    long count() {
        return count;
    }
}
