package cascade.gateway.cli;

import cascade.gateway.logging.LogOutput;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * Run time of a command: until its time is over or the process is told to stop (SIGINT, SIGTERM). The end's work is
 * done once, in either case, and its result is the exit status.
 */
final class Lifetime {

    private final Optional<Duration> limit;
    private final Duration interval;
    private final Runnable onInterval;
    private final IntSupplier end;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch signalled = new CountDownLatch(1);

    /**
     * @param limit empty: until a signal comes
     * @param interval how often {@code onInterval} runs meanwhile
     * @param end stops everything and tells the exit status
     */
    Lifetime(Optional<Duration> limit, Duration interval, Runnable onInterval, IntSupplier end) {
        this.limit = limit;
        this.interval = interval;
        this.onInterval = onInterval;
        this.end = end;
    }

    /** Blocks; returns the exit status where the time was over first. After a signal it does not return. */
    int await() throws InterruptedException {
        Thread hook = new Thread(this::onSignal, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        awaitEnd();
        if (!ending.compareAndSet(false, true)) {
            // the hook does the end's work, and ends the process
            new CountDownLatch(1).await();
        }
        int status = end.getAsInt();
        Runtime.getRuntime().removeShutdownHook(hook);
        return status;
    }

    private void awaitEnd() throws InterruptedException {
        long started = System.nanoTime();
        long endNanos = limit.map(Duration::toNanos).orElse(Long.MAX_VALUE);
        long next = interval.toNanos();
        while (true) {
            long passed = System.nanoTime() - started;
            long left = endNanos - passed;
            if (left <= 0 || signalled.await(Math.min(left, next - passed), TimeUnit.NANOSECONDS)) {
                return;
            }
            // a thread that wakes up late runs nothing that was due after the end
            if (next < endNanos && System.nanoTime() - started >= next) {
                onInterval.run();
                next += interval.toNanos();
            }
        }
    }

    private void onSignal() {
        signalled.countDown();
        if (ending.compareAndSet(false, true)) {
            // a signal's own status would be 130 or 143; what counts is how it went
            int status = end.getAsInt();
            LogOutput.flush();
            Runtime.getRuntime().halt(status);
        }
    }
}
