package cascade.gateway.domain;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Keeps what a peer can trigger at will from filling the log: one line each interval, and how many were left out. */
final class LogBudget {

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private OptionalLong lastNanos = OptionalLong.empty();
    private long suppressed;

    LogBudget(Duration interval, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /** How many were left out since the last line, where a line may be written now. */
    OptionalLong tryTake() {
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
