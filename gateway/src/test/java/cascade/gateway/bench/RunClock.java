package cascade.gateway.bench;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** One run's zero, and its time as the kernel's receive stamps tell it. */
record RunClock(long startNanos, long wallOffsetNanos) {

    static RunClock startNow() {
        long before = System.nanoTime();
        Instant wall = Instant.now();
        long wallNanos = TimeUnit.SECONDS.toNanos(wall.getEpochSecond()) + wall.getNano();
        return new RunClock(before, wallNanos - before);
    }

    long wallNanos(long nanoTime) {
        return nanoTime + wallOffsetNanos;
    }

    /** Since the run's start. */
    long sinceStart(long wallNanos) {
        return wallNanos - wallOffsetNanos - startNanos;
    }
}
