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
 * Overload control of the control loop (<a href="https://datatracker.ietf.org/doc/html/rfc6357#section-5">RFC 6357 section
 * 5</a>): the share of new calls that is admitted. It is halved with each look that finds the loop late, messages waiting in
 * a socket or the heap nearly full, and did so before, and grows steadily with each other one. So a single pause, of the
 * collector or of the machine, costs no call, lasting load is carried as far as it can be, and a full heap soon stops all.
 * Control loop only.
 */
final class OverloadWatch {

    private static final Logger LOG = LoggerFactory.getLogger(OverloadWatch.class);
    private static final Duration PERIOD = Duration.ofMillis(100);
    /** From none to all in two seconds. */
    private static final double GROWTH = 0.05;

    private final Timers timers;
    private final LongSupplier nanoTime;
    private final Supplier<SipSettings.Overload> limits;
    private final Supplier<Duration> backlog;
    private final DoubleSupplier heap;
    private Runnable cancel = () -> {};
    private long expectedNanos;
    /** Read by whoever scrapes. */
    private volatile double share = 1;
    /** Whether the last look found too much already. */
    private boolean lasts;

    /** Of the next call: it is admitted when this and its share make a whole. */
    private double carry;

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
        return share < 1;
    }

    /** The share of new calls that is admitted, 0 to 1. Any thread. */
    double admittedShare() {
        return share;
    }

    /** Whether one more call may be taken; to be asked once for each. */
    boolean admitsCall() {
        carry += share;
        if (carry < 1) {
            return false;
        }
        carry--;
        return true;
    }

    private void check() {
        long now = nanoTime.getAsLong();
        Duration late = Duration.ofNanos(Math.max(0, now - expectedNanos));
        Duration waiting = backlog.get();
        double used = heap.getAsDouble();
        SipSettings.Overload most = limits.get();
        boolean over =
                late.compareTo(most.maxLag()) > 0 || waiting.compareTo(most.maxLag()) > 0 || used > most.maxHeap();
        boolean before = isOverloaded();
        if (!over) {
            share = Math.min(1, share + GROWTH);
        } else if (lasts) {
            share = share / 2;
        }
        lasts = over;
        if (isOverloaded() && !before) {
            LOG.atWarn()
                    .addKeyValue("late", late)
                    .addKeyValue("waiting", waiting)
                    .addKeyValue("heap", Math.round(used * 100) + " %")
                    .log("overload: some new calls are refused");
        } else if (before && !isOverloaded()) {
            LOG.atInfo().log("overload over: all calls are taken again");
        }
        start();
    }
}
