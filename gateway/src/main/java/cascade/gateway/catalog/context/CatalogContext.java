package cascade.gateway.catalog.context;

import cascade.config.GatewayConfig;
import cascade.config.gateway.CatalogConfig;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.dispatch.NotServed;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import cascade.monitoring.CatalogMeters;
import cascade.monitoring.SubscriptionMeters;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Collaborators of the catalogs of all domains. Control loop only.
 *
 * @param settings in force, read at the time of use: a reload replaces them
 * @param nanoTime a clock that only goes forward
 * @param random spreads what would otherwise happen together
 * @param kept subscriptions over a restart
 */
public record CatalogContext(
        ChannelTree tree,
        Supplier<GatewayConfig> settings,
        CatalogMeters meters,
        SubscriptionMeters subscriptions,
        CatalogProblems problems,
        NotServed notServed,
        Timers timers,
        LongSupplier nanoTime,
        RandomGenerator random,
        KeptSubscriptions kept) {

    /** Those of catalogs, in force at this moment. */
    public CatalogConfig config() {
        return settings.get().catalog();
    }

    /** Counts the catalog subscriptions that stand, a peer's at us or ours at it. */
    public void countSubscriptions(String domain, int number) {
        subscriptions.subscriptions(domain, "catalog", number);
    }

    public Timer timer() {
        return new Timer(timers);
    }

    public Backoff backoff() {
        return new Backoff(config().retry(), config().retryMax(), random);
    }
}
