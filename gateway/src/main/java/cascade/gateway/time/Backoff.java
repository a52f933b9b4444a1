package cascade.gateway.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with jitter: the wait doubles with each failure up to a limit, and each is drawn between its half
 * and its whole, so that the platforms of a city do not come back all at once after an outage.
 * <a href="https://datatracker.ietf.org/doc/html/rfc5626#section-4.5">RFC 5626 section 4.5</a>. Control loop only.
 */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** The wait after one more failure. */
    public Duration next() {
        Duration wait = jittered(next);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return wait;
    }

    /** Something succeeded: the next failure waits as the first did. */
    public void reset() {
        next = first;
    }

    private Duration jittered(Duration whole) {
        long halfMillis = whole.toMillis() / 2;
        return Duration.ofMillis(halfMillis + random.nextLong(halfMillis + 1));
    }
}
