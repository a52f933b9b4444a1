package cascade.gateway.assembly;

import cascade.config.DomainConfig;
import cascade.gateway.call.CallsFollowDomains;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.command.Commands;
import cascade.gateway.domain.DomainListener;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.event.Events;

/**
 * Domain events that calls and catalogs follow: calls of a platform that is offline end, a domain that a reload adds,
 * changes or removes is taken in, changed and let go. Calls go first, so that their BYEs are on the way before anything
 * else ends. Control loop only.
 */
public final class FeaturesFollowDomains {

    private FeaturesFollowDomains() {}

    public static void connect(CallsFollowDomains calls, Catalogs catalogs, MessageFeatures messages, Domains domains) {
        domains.nameFailing(new SharedFailures(catalogs, domains));
        Commands commands = messages.commands();
        Events events = messages.events();
        domains.addUpperListener(ofUppers(calls, catalogs, commands, events));
        domains.addLowerListener(ofLowers(calls, catalogs, commands, events));
    }

    private static DomainListener<UpperDomain> ofUppers(
            CallsFollowDomains calls, Catalogs catalogs, Commands commands, Events events) {
        return new DomainListener<>() {
            @Override
            public void onAdded(UpperDomain upper) {
                catalogs.onAdded(upper);
                events.onAdded(upper);
            }

            @Override
            public void onReconfigured(UpperDomain upper, DomainConfig old) {
                catalogs.onReconfigured(upper);
                events.onReconfigured();
            }

            @Override
            public void onRemoved(UpperDomain upper) {
                calls.onRemoved(upper);
                commands.onOffline(upper);
                events.onRemoved(upper);
                catalogs.onRemoved(upper);
            }

            @Override
            public void onOffline(UpperDomain upper, OfflineReason reason) {
                calls.onUpperOffline(upper);
                commands.onOffline(upper);
                events.onOffline(upper);
            }
        };
    }

    private static DomainListener<LowerDomain> ofLowers(
            CallsFollowDomains calls, Catalogs catalogs, Commands commands, Events events) {
        return new DomainListener<>() {
            @Override
            public void onAdded(LowerDomain lower) {
                catalogs.onAdded(lower);
                events.onAdded(lower);
            }

            @Override
            public void onReconfigured(LowerDomain lower, DomainConfig old) {
                catalogs.onReconfigured(lower);
                events.onReconfigured();
            }

            @Override
            public void onRemoved(LowerDomain lower) {
                calls.onRemoved(lower);
                commands.onOffline(lower);
                events.onRemoved(lower);
                catalogs.onRemoved(lower);
            }

            @Override
            public void onOnline(LowerDomain lower) {
                calls.onLowerBack(lower);
                events.onOnline(lower);
            }

            @Override
            public void onRegisteredAnew(LowerDomain lower) {
                calls.onLowerBack(lower);
                events.onOnline(lower);
            }

            @Override
            public void onOffline(LowerDomain lower, OfflineReason reason) {
                calls.onLowerOffline(lower);
                commands.onOffline(lower);
                events.onOffline(lower);
            }
        };
    }
}
