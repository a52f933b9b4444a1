package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.SipSettings;
import cascade.gateway.time.Timers;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Overload state of the control loop: entered when the loop is late, when messages wait in a socket, or when the heap is
 * nearly full, and left once all of that has been over for a while. Control loop only.
 */
final class OverloadWatch {

    private static final Logger LOG = LoggerFactory.getLogger(OverloadWatch.class);
    private static final Duration PERIOD = Duration.ofMillis(100);
    /** Less would let everybody in again with the first lull. */
    private static final Duration HOLD = Duration.ofSeconds(2);

    private final Timers timers;
    private final LongSupplier nanoTime;
    private final Supplier<SipSettings.Overload> limits;
    private final Supplier<Duration> backlog;
    private final DoubleSupplier heap;
    private Runnable cancel = () -> {};
    private long expectedNanos;
    private long overUntilNanos;
    private boolean overloaded;

    /**
     * @param backlog for how long messages have been waiting in a socket
     * @param heap share of the heap in use after the last collection
     */
    OverloadWatch(
            Timers timers,
            LongSupplier nanoTime,
            Supplier<SipSettings.Overload> limits,
            Supplier<Duration> backlog,
            DoubleSupplier heap) {
        this.timers = timers;
        this.nanoTime = nanoTime;
        this.limits = limits;
        this.backlog = backlog;
        this.heap = heap;
    }

    void start() {
        cancel.run();
        expectedNanos = nanoTime.getAsLong() + PERIOD.toNanos();
        cancel = timers.after(PERIOD, this::check);
    }

    void stop() {
        cancel.run();
    }

    boolean isOverloaded() {
        return overloaded;
    }

    private void check() {
        long now = nanoTime.getAsLong();
        Duration late = Duration.ofNanos(Math.max(0, now - expectedNanos));
        Duration waiting = backlog.get();
        double used = heap.getAsDouble();
        SipSettings.Overload most = limits.get();
        boolean over =
                late.compareTo(most.maxLag()) > 0 || waiting.compareTo(most.maxLag()) > 0 || used > most.maxHeap();
        if (over) {
            overUntilNanos = now + HOLD.toNanos();
        }
        if (over && !overloaded) {
            overloaded = true;
            LOG.atWarn()
                    .addKeyValue("late", late)
                    .addKeyValue("waiting", waiting)
                    .addKeyValue("heap", Math.round(used * 100) + " %")
                    .log("overload: new calls are refused");
        } else if (overloaded && now - overUntilNanos >= 0) {
            overloaded = false;
            LOG.atInfo().log("overload over: calls are taken again");
        }
        start();
    }
}
