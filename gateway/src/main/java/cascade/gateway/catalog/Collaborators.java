package cascade.gateway.catalog;

import cascade.config.CatalogConfig;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.monitoring.CatalogMeters;
import io.vertx.core.Vertx;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What the catalogs of all domains share. Control loop only.
 *
 * @param nanoTime a clock that only goes forward
 * @param random from 0 to below 1, spreads what would otherwise happen together
 */
record Collaborators(
        ChannelTree tree,
        CatalogConfig config,
        CatalogMeters meters,
        Problems problems,
        Vertx vertx,
        LongSupplier nanoTime,
        DoubleSupplier random) {

    Deadline deadline() {
        return new Deadline(vertx);
    }

    Backoff backoff() {
        return new Backoff(config.retry(), config.retryMax(), random);
    }
}
