package cascade.gateway.event;

import cascade.config.gateway.EventConfig;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.domain.Domains;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import cascade.monitoring.SubscriptionMeters;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Collaborators of all events. Control loop only.
 *
 * @param settings in force, read at the time of use
 * @param nanoTime a clock that only goes forward
 * @param random spreads what would otherwise happen together
 * @param kept subscriptions over a restart
 */
public record EventContext(
        Supplier<EventConfig> settings,
        Domains domains,
        Catalogs catalogs,
        SubscriptionMeters meters,
        SipObserver observer,
        Timers timers,
        LongSupplier nanoTime,
        RandomGenerator random,
        KeptSubscriptions kept) {

    EventConfig config() {
        return settings.get();
    }

    Timer timer() {
        return new Timer(timers);
    }

    Backoff backoff() {
        return new Backoff(config().retry(), config().retryMax(), random);
    }
}
