package cascade.gateway.catalog;

import cascade.config.gateway.CatalogConfig;
import cascade.gateway.catalog.collect.CollectedCatalog;
import cascade.gateway.catalog.serve.Settling;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.gb.DeviceId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Hold after a start ({@code catalog.start-hold}), in which lowers have yet to register and give their catalogs, so that
 * what is not known may exist; it goes on while one gives its first catalog ({@code catalog.collect-hold}). Control loop
 * only.
 */
final class StartHold {

    /** A view that is being made anew is made a moment later. */
    private static final Duration BEHIND = Duration.ofSeconds(1);

    private final Supplier<CatalogConfig> config;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /**
     * @param config read at the time of use
     * @param nanoTime a clock that only goes forward
     */
    StartHold(Supplier<CatalogConfig> config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    private Duration left(CollectedCatalog lower) {
        Duration passed = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
        Duration ofStart = config.get().startHold().minus(passed);
        Duration ofCollection = lower.collecting()
                .map(since -> config.get().collectHold().minus(since))
                .orElse(Duration.ZERO);
        return ofStart.compareTo(ofCollection) < 0 ? ofCollection : ofStart;
    }

    /**
     * The hold as it concerns one upper: it ends with the last lower that the upper sees.
     *
     * @param view what the upper sees, which a reload changes
     * @param lowers all that are configured
     */
    Settling of(Supplier<ShareView> view, Supplier<Stream<CollectedCatalog>> lowers) {
        return new Settling() {
            @Override
            public Optional<Duration> left() {
                return whileAny(lower -> view.get().isSharedFrom(lower));
            }

            @Override
            public Optional<Duration> left(DeviceId exportedId) {
                return whileAny(lower -> view.get().mayCome(exportedId, lower))
                        .or(() -> view.get().isBehind() ? Optional.of(BEHIND) : Optional.empty());
            }

            private Optional<Duration> whileAny(Predicate<String> concerned) {
                return lowers.get()
                        .filter(lower ->
                                !lower.isHeard() && concerned.test(lower.lower().name()))
                        .map(StartHold.this::left)
                        .filter(Duration::isPositive)
                        .max(Comparator.naturalOrder());
            }
        };
    }
}
