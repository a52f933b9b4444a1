package cascade.gateway.domain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between failed registrations: doubling up to a limit, each somewhere between its half and its whole, so that the
 * platforms of a city do not come back all at once after an outage.
 */
final class RetryDelay {

    private final Duration first;
    private final Duration max;
    private final RandomGenerator random;
    private Duration base;

    RetryDelay(Duration first, Duration max, RandomGenerator random) {
        this.first = first;
        this.max = max;
        this.random = random;
        this.base = first;
    }

    Duration next() {
        Duration delay = jittered(base);
        Duration doubled = base.multipliedBy(2);
        base = doubled.compareTo(max) > 0 ? max : doubled;
        return delay;
    }

    /** For refusals that trying again does not cure. */
    Duration slow() {
        return jittered(max);
    }

    void reset() {
        base = first;
    }

    private Duration jittered(Duration whole) {
        long halfMs = whole.toMillis() / 2;
        return Duration.ofMillis(halfMs + random.nextLong(halfMs + 1));
    }
}
