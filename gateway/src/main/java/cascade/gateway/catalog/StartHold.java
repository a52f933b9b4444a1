package cascade.gateway.catalog;

import cascade.gateway.catalog.serve.Settling;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.gb.DeviceId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Hold after a start ({@code catalog.start-hold}), in which lowers have yet to register and give their catalogs, so that
 * what is not known may exist. Control loop only.
 */
final class StartHold {

    private final Supplier<Duration> longest;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /**
     * @param longest read at the time of use
     * @param nanoTime a clock that only goes forward
     */
    StartHold(Supplier<Duration> longest, LongSupplier nanoTime) {
        this.longest = longest;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    private Optional<Duration> left() {
        Duration passed = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
        return Optional.of(longest.get().minus(passed)).filter(Duration::isPositive);
    }

    /**
     * The hold as it concerns one upper: it ends with the last lower that the upper sees.
     *
     * @param view what the upper sees, which a reload changes
     * @param unheard names of the lowers whose catalogs are not there yet
     */
    Settling of(Supplier<ShareView> view, Supplier<Stream<String>> unheard) {
        return new Settling() {
            @Override
            public Optional<Duration> left() {
                return whileAny(lower -> view.get().isSharedFrom(lower));
            }

            @Override
            public Optional<Duration> left(DeviceId exportedId) {
                return whileAny(lower -> view.get().mayCome(exportedId, lower));
            }

            private Optional<Duration> whileAny(Predicate<String> concerned) {
                return unheard.get().anyMatch(concerned) ? StartHold.this.left() : Optional.empty();
            }
        };
    }
}
