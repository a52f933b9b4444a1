package cascade.gateway.assembly;

import cascade.config.GatewayConfig;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.command.Commands;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.hop.Hops;
import cascade.gateway.event.EventContext;
import cascade.gateway.event.Events;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.time.Timers;
import cascade.monitoring.Meters;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Features that live on MESSAGE, SUBSCRIBE and NOTIFY beside the catalog. Control loop only. */
public record MessageFeatures(Commands commands, Events events) {

    /**
     * @param settings the configuration in force
     * @param kept subscriptions over a restart
     */
    public static MessageFeatures of(
            Supplier<GatewayConfig> settings,
            Timers timers,
            Domains domains,
            Catalogs catalogs,
            Hops hops,
            Meters meters,
            SipObserver observer,
            KeptSubscriptions kept) {
        var commands = new Commands(
                settings,
                timers,
                domains,
                catalogs,
                hops,
                meters.commands(),
                observer,
                System::nanoTime,
                InstantSource.system());
        var context = new EventContext(
                () -> settings.get().event(),
                domains,
                catalogs,
                meters.subscriptions(),
                observer,
                timers,
                System::nanoTime,
                RandomGenerator.getDefault(),
                kept);
        return new MessageFeatures(commands, new Events(context, commands));
    }
}
