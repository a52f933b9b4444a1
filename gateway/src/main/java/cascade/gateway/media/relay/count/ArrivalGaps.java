package cascade.gateway.media.relay.count;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Arrival gaps of a source: the times in which, once begun, it sent nothing. Loop thread. */
public final class ArrivalGaps {

    /** From here on it counts as a pause: half a second, in which no camera of two frames a second is silent. */
    static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private long longestNanos;
    private long count;
    private boolean held;
    private boolean everHeld;
    private long resumedNanos;

    /** The times of two packets, one after the other. */
    public void note(long lastNanos, long nowNanos) {
        long nanos = nowNanos - lastNanos;
        if (nanos > longestNanos || nanos > PAUSE_NANOS) {
            count(lastNanos, nowNanos);
        }
    }

    private void count(long lastNanos, long nowNanos) {
        boolean spansHold = everHeld && lastNanos - resumedNanos < 0;
        long nanos = nowNanos - (spansHold ? resumedNanos : lastNanos);
        if (held) {
            return;
        }
        longestNanos = Math.max(longestNanos, nanos);
        if (nanos > PAUSE_NANOS) {
            count++;
        }
    }

    /** On hold it owes nothing, and neither for the time before its first packet after it. */
    public void setHeld(boolean yes, long nowNanos) {
        held = yes;
        everHeld = true;
        resumedNanos = nowNanos;
    }

    public Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    /** Those beyond {@link #PAUSE_NANOS}; one that has not ended yet is not among them. */
    public long count() {
        return count;
    }
}
