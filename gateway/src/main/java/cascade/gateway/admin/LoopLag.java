package cascade.gateway.admin;

import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import cascade.monitoring.RuntimeMeters;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Event loop lag: the time by which a loop runs its timers late, which is how late it answers anybody.
 *
 * <p>A one-shot timer on the loop notes how long after its time it came and sets the next. The worst of the last one to
 * two windows is kept, so that a scrape every few seconds misses no spike. The timer and all writing are the loop's;
 * {@link #worst} and {@link #check} may be asked from any thread, and see a loop that is stuck right now.
 */
public final class LoopLag implements AutoCloseable {

    /**
     * @param period between two measurements
     * @param window how long the worst lag is remembered at least
     * @param limit the lag from which the loop counts as unhealthy
     */
    public record Settings(Duration period, Duration window, Duration limit) {

        public Settings {
            if (period.toMillis() < 1 || window.compareTo(period) < 0 || !limit.isPositive()) {
                throw new IllegalArgumentException("loop lag: period " + period + ", window " + window + ", limit "
                        + limit + " (expected: period of 1 ms or more, window not shorter, limit more than zero)");
            }
        }

        public static Settings defaults() {
            return new Settings(Duration.ofMillis(100), Duration.ofSeconds(15), Duration.ofSeconds(1));
        }
    }

    private final String loop;
    private final Context context;
    private final Settings settings;
    private final LongSupplier nanoTime;

    private volatile boolean running;
    private volatile long dueNanos;
    private volatile long worstNanos;
    private volatile long worstBeforeNanos;
    private long windowEndNanos;
    private final Timer timer;

    public LoopLag(String loop, Context context, Settings settings, LongSupplier nanoTime) {
        this.loop = loop;
        this.context = context;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.timer = new Timer(Timers.of(context.owner()));
    }

    /** Begins to measure, and shows the lag as {@code cascade_loop_lag_seconds}. */
    public void start(RuntimeMeters meters) {
        meters.watchLoopLag(loop, this::worst);
        context.runOnContext(now -> {
            windowEndNanos = nanoTime.getAsLong() + settings.window().toNanos();
            arm();
            running = true;
        });
    }

    /** The longest delay of the last one to two windows, the present one included. */
    public Duration worst() {
        long presentNanos = running ? nanoTime.getAsLong() - dueNanos : 0;
        return Duration.ofNanos(Math.max(presentNanos, Math.max(worstNanos, worstBeforeNanos)));
    }

    public HealthCheck check() {
        Duration worst = worst();
        return new HealthCheck(
                "loop " + loop,
                running && worst.compareTo(settings.limit()) < 0,
                running
                        ? "at most " + worst.toMillis() + " ms late (limit "
                                + settings.limit().toMillis() + " ms)"
                        : "not measured");
    }

    @Override
    public void close() {
        context.runOnContext(now -> {
            running = false;
            timer.stop();
        });
    }

    private void arm() {
        dueNanos = nanoTime.getAsLong() + settings.period().toNanos();
        timer.start(settings.period(), this::onTimer);
    }

    private void onTimer() {
        if (!running) {
            return;
        }
        long nowNanos = nanoTime.getAsLong();
        if (nowNanos - windowEndNanos >= 0) {
            worstBeforeNanos = worstNanos;
            worstNanos = 0;
            windowEndNanos = nowNanos + settings.window().toNanos();
        }
        worstNanos = Math.max(worstNanos, nowNanos - dueNanos);
        arm();
    }
}
