package cascade.gateway.time;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Rate limit of a log line that somebody outside can cause at will: so many each interval, and the number that was left out.
 * Control loop only.
 */
public final class LogBudget {

    private final int lines;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private OptionalLong beganNanos = OptionalLong.empty();
    private int taken;
    private long suppressed;

    /**
     * One line each interval.
     *
     * @param nanoTime a clock that only goes forward
     */
    public LogBudget(Duration interval, LongSupplier nanoTime) {
        this(1, interval, nanoTime);
    }

    /** @param lines each interval, which begins with the first of them */
    public LogBudget(int lines, Duration interval, LongSupplier nanoTime) {
        this.lines = lines;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The number of lines left out since the last one, where a line may be written now; else empty. */
    public OptionalLong tryTake() {
        long nowNanos = nanoTime.getAsLong();
        if (beganNanos.isEmpty() || nowNanos - beganNanos.getAsLong() >= intervalNanos) {
            beganNanos = OptionalLong.of(nowNanos);
            taken = 0;
        }
        if (taken == lines) {
            suppressed++;
            return OptionalLong.empty();
        }
        taken++;
        long leftOut = suppressed;
        suppressed = 0;
        return OptionalLong.of(leftOut);
    }
}
