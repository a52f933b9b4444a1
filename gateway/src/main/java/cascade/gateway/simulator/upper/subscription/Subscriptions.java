package cascade.gateway.simulator.upper.subscription;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Subscriptions of a simulated upper, by their dialogs. The platform's loop only. */
public final class Subscriptions {

    private final Vertx vertx;
    private final PlatformSignalling signalling;
    private final Duration expires;
    private final DialogTable<Subscription> open = new DialogTable<>();

    /** @param expires asked for in SUBSCRIBE */
    public Subscriptions(Vertx vertx, PlatformSignalling signalling, Duration expires) {
        this.vertx = vertx;
        this.signalling = signalling;
        this.expires = expires;
    }

    public int size() {
        return open.size();
    }

    /** Subscribes; done when the lower has accepted. */
    public Future<Void> begin(Subscription.Topic topic) {
        var subscription = new Subscription(vertx, signalling, expires, topic);
        return subscription
                .begin()
                .onSuccess(dialog -> {
                    open.add(dialog, subscription);
                    subscription.onEnd(() -> open.remove(dialog));
                })
                .mapEmpty();
    }

    /** The subscription that a NOTIFY belongs to. */
    public Optional<Subscription> of(ServerTransaction notify) {
        return open.find(notify);
    }

    /** The lower is gone: its subscriptions are void. */
    public void forget(DeviceId lower) {
        List.copyOf(open.owners()).stream()
                .filter(subscription -> subscription.lower().equals(lower))
                .forEach(Subscription::end);
    }

    /** Ends all with Expires: 0. */
    public Future<Void> cancel() {
        return Future.join(List.copyOf(open.owners()).stream()
                        .map(Subscription::cancel)
                        .toList())
                .mapEmpty();
    }
}
