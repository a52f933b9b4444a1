package cascade.gateway.catalog;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Waits between tries: twice as long each time up to a limit, and up to a quarter longer at random, so that peers which
 * failed together are not asked together. Control loop only.
 */
final class Backoff {

    private static final double JITTER = 0.25;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;
    private Duration next;

    /** @param random from 0 to below 1 */
    Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** How long to wait after one more failure. */
    Duration next() {
        Duration base = next;
        Duration doubled = base.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return base.plusMillis((long) (base.toMillis() * JITTER * random.getAsDouble()));
    }

    void reset() {
        next = first;
    }
}
