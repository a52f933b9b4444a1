package cascade.gateway.event;

import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Our event subscriptions at one lower: as many as its uppers' subscriptions call for, one for each kind and device however
 * many uppers want it. Control loop only.
 */
final class LowerEvents {

    /** What is subscribed to. */
    record Wanted(EventKind kind, DeviceId target) {}

    private final LowerDomain lower;
    private final EventContext context;
    private final Map<Wanted, LowerSubscription> subscriptions = new HashMap<>();

    LowerEvents(LowerDomain lower, EventContext context) {
        this.lower = lower;
        this.context = context;
        count();
    }

    /** Begins and ends subscriptions so that there are these. */
    void want(Map<Wanted, Duration> wanted) {
        if (wanted.isEmpty() && subscriptions.isEmpty()) {
            // of a city's thousands nearly all, each time that one of them comes
            return;
        }
        Set<Wanted> gone = new HashSet<>(subscriptions.keySet());
        gone.removeAll(wanted.keySet());
        gone.forEach(this::end);
        wanted.forEach(this::want);
        count();
    }

    private void want(Wanted wanted, Duration interval) {
        LowerSubscription standing = subscriptions.get(wanted);
        if (standing != null) {
            standing.every(interval);
            return;
        }
        var subscription = new LowerSubscription(lower, wanted.kind(), wanted.target(), interval, context, this::count);
        subscriptions.put(wanted, subscription);
        if (lower.isOnline()) {
            subscription.start();
        }
    }

    private void end(Wanted gone) {
        LowerSubscription subscription = subscriptions.remove(gone);
        if (subscription != null) {
            subscription.end();
        }
    }

    private void count() {
        for (EventKind kind : EventKind.values()) {
            int now = (int) subscriptions.entrySet().stream()
                    .filter(entry ->
                            entry.getKey().kind() == kind && entry.getValue().stands())
                    .count();
            context.meters().subscriptions(lower.name(), kind.label(), now);
        }
    }

    Optional<LowerSubscription> owner(ServerTransaction notify) {
        return subscriptions.values().stream()
                .filter(subscription -> subscription.owns(notify))
                .findFirst();
    }

    void onOnline() {
        subscriptions.values().forEach(LowerSubscription::start);
    }

    void onOffline() {
        subscriptions.values().forEach(LowerSubscription::stop);
        count();
    }

    /** Takes leave; the future tells when the lower has answered, or not. */
    Future<Void> close() {
        return Future.join(subscriptions.values().stream()
                        .map(LowerSubscription::end)
                        .toList())
                .mapEmpty();
    }
}
