package cascade.gateway.time;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Rate limit of a log line that a peer can cause at will: one each interval, and the number that was left out. Control
 * loop only.
 */
public final class LogBudget {

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private OptionalLong lastNanos = OptionalLong.empty();
    private long suppressed;

    /** @param nanoTime a clock that only goes forward */
    public LogBudget(Duration interval, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The number of lines left out since the last one, where a line may be written now; else empty. */
    public OptionalLong tryTake() {
        long nowNanos = nanoTime.getAsLong();
        if (lastNanos.isPresent() && nowNanos - lastNanos.getAsLong() < intervalNanos) {
            suppressed++;
            return OptionalLong.empty();
        }
        long leftOut = suppressed;
        suppressed = 0;
        lastNanos = OptionalLong.of(nowNanos);
        return OptionalLong.of(leftOut);
    }
}
