package cascade.gateway.catalog;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Time after a start in which lowers have yet to register and give their catalogs, so that what is not known may exist.
 * Control loop only.
 */
final class Settling {

    private final Supplier<Duration> longest;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /**
     * @param longest read at the time of use
     * @param nanoTime a clock that only goes forward
     */
    Settling(Supplier<Duration> longest, LongSupplier nanoTime) {
        this.longest = longest;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** What is left of it; empty when it is over. */
    Optional<Duration> left() {
        Duration passed = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
        return Optional.of(longest.get().minus(passed)).filter(Duration::isPositive);
    }
}
