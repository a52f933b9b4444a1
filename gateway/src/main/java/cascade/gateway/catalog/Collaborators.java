package cascade.gateway.catalog;

import cascade.config.CatalogConfig;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import cascade.monitoring.CatalogMeters;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the catalogs of all domains share. Control loop only.
 *
 * @param nanoTime a clock that only goes forward
 * @param random spreads what would otherwise happen together
 */
record Collaborators(
        ChannelTree tree,
        CatalogConfig config,
        CatalogMeters meters,
        Problems problems,
        Timers timers,
        LongSupplier nanoTime,
        RandomGenerator random) {

    Timer timer() {
        return new Timer(timers);
    }

    Backoff backoff() {
        return new Backoff(config.retry(), config.retryMax(), random);
    }
}
