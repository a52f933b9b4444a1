package cascade.gateway.simulator.lower.subscription;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Subscriptions of one kind at a simulated lower, by their dialogs. */
public final class Subscriptions {

    private static final int DEFAULT_EXPIRES_SECONDS = 600;

    private final Vertx vertx;
    private final PlatformSignalling signalling;
    private final String event;
    private final DialogTable<Subscription> open = new DialogTable<>();

    /** @param event of a SUBSCRIBE that names none */
    public Subscriptions(Vertx vertx, PlatformSignalling signalling, String event) {
        this.vertx = vertx;
        this.signalling = signalling;
        this.event = event;
    }

    public int size() {
        return open.size();
    }

    public List<Subscription> all() {
        return List.copyOf(open.owners());
    }

    /**
     * Answers a SUBSCRIBE.
     *
     * @param subject the id that its body names
     * @param onBegin gets a new subscription, accepted already
     */
    public void onSubscribe(ServerTransaction transaction, DeviceId subject, Consumer<Subscription> onBegin) {
        Optional<Subscription> known = open.find(transaction);
        if (known.isPresent()) {
            renewOrEnd(transaction, known.get());
        } else if (transaction.request().inDialog()) {
            PlatformSignalling.respond(transaction, 481);
        } else {
            begin(transaction, subject, onBegin);
        }
    }

    private void begin(ServerTransaction transaction, DeviceId subject, Consumer<Subscription> onBegin) {
        Dialog dialog = signalling.acceptedDialog(transaction);
        var subscription = new Subscription(
                vertx,
                signalling,
                dialog,
                transaction.source(),
                event(transaction),
                subject,
                () -> open.remove(dialog));
        int seconds = expires(transaction);
        accept(transaction, seconds);
        if (seconds == 0) {
            return;
        }
        open.add(dialog, subscription);
        subscription.renew(Duration.ofSeconds(seconds));
        onBegin.accept(subscription);
    }

    private void renewOrEnd(ServerTransaction transaction, Subscription subscription) {
        int seconds = expires(transaction);
        accept(transaction, seconds);
        if (seconds == 0) {
            subscription.end();
        } else {
            subscription.renew(Duration.ofSeconds(seconds));
        }
    }

    private void accept(ServerTransaction transaction, int seconds) {
        transaction.respond(transaction
                .answer(200)
                .contact(signalling.contact())
                .header("Event", event(transaction))
                .header("Expires", Integer.toString(seconds))
                .build());
    }

    private static int expires(ServerTransaction transaction) {
        return transaction.request().expires().orElse(DEFAULT_EXPIRES_SECONDS);
    }

    private String event(ServerTransaction transaction) {
        return transaction.request().header("Event").orElse(event);
    }

    /** Forgets all, without a word to the subscribers. */
    public void end() {
        all().forEach(Subscription::end);
    }
}
