package cascade.gateway.subscription;

import cascade.gateway.domain.pace.RequestTurn;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.SubscriberState.Active;
import cascade.gateway.subscription.SubscriberState.Asking;
import cascade.gateway.subscription.SubscriberState.Due;
import cascade.gateway.subscription.SubscriberState.Idle;
import cascade.gateway.subscription.SubscriberState.Unsupported;
import cascade.gateway.subscription.SubscriberState.Waiting;
import cascade.gateway.subscription.keep.SubscriberSlot;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Subscription of ours at one peer, kept as long as the peer is online; the states are drawn at {@link SubscriberState}. A
 * new SUBSCRIBE waits for the end of the old one, so that the peer cannot see them in the wrong order.
 * <a href="https://datatracker.ietf.org/doc/html/rfc6665#section-4.1">RFC 6665 section 4.1</a>. Control loop only.
 */
public final class Subscriber {

    private static final long REFRESH_AHEAD_SECONDS = 30;

    /** Subject of the subscription: the headers and bodies of its SUBSCRIBEs. */
    public interface Topic {

        /** Sequence number of the next SUBSCRIBE's body. */
        long nextSn();

        /** Value of Event for a first SUBSCRIBE with that number. */
        String event(long sn);

        /** Adds the body. */
        SipRequest.Builder body(SipRequest.Builder subscribe, long sn);

        /** Lifetime to ask for. */
        Duration expires();
    }

    /** Feature that subscribed. */
    public interface Listener {

        /** @param renewed it stood before and was lost: what changed meanwhile was not notified */
        void onSubscribed(String callId, long expiresSeconds, boolean renewed);

        /** Lost or refused; it is tried again. */
        void onFailed(String why);

        /** The peer knows no such event package. */
        void onUnsupported(int status);
    }

    private final SubscriptionPeer peer;
    private final Topic topic;
    private final Backoff backoff;
    private final Timer timer;
    private final RequestTurn turn;
    private final Listener listener;
    private final SubscriberSlot slot;
    private final DialogTable<Dialog> dialogs = new DialogTable<>();
    private SubscriberState state = new Idle();
    private boolean lostOne;

    /** Tells answers to what was asked last from answers that nobody waits for any more. */
    private int asked;

    /**
     * @param turn that what begins a subscription waits for, and what ends its predecessor
     * @param slot where it is kept over a restart
     */
    public Subscriber(
            SubscriptionPeer peer,
            Topic topic,
            Backoff backoff,
            Timer timer,
            RequestTurn turn,
            Listener listener,
            SubscriberSlot slot) {
        this.peer = peer;
        this.topic = topic;
        this.backoff = backoff;
        this.timer = timer;
        this.turn = turn;
        this.listener = listener;
        this.slot = slot;
    }

    /**
     * The peer is online: goes on with the subscription that the former process left, else subscribes in its turn; then ends a
     * subscription first that the peer may have forgotten, or may not, and which counts until then.
     */
    public void start() {
        switch (state) {
            case Active active -> {
                // the next process must not go on with it: the peer may have forgotten it
                slot.remove();
                turn.take(this::subscribeAnew);
            }
            case Due() -> turn.take(this::ask);
            case Asking() -> {}
            case Idle() -> resumeOrSubscribe();
            case Waiting(), Unsupported() -> subscribe();
        }
    }

    private void resumeOrSubscribe() {
        Optional<SubscriberSlot.Left> left = slot.take();
        if (left.isPresent() && peer.isResumed()) {
            resume(left.get());
        } else {
            // a peer that restarted has forgotten the old one
            left.ifPresent(old -> slot.remove());
            subscribe();
        }
    }

    private void subscribeAnew() {
        if (state instanceof Active(Dialog dialog, String event)) {
            forget();
            state = new Asking();
            int now = ++asked;
            unsubscribe(dialog, event).onComplete(ended -> {
                if (now == asked) {
                    ask();
                }
            });
        } else if (state instanceof Waiting) {
            // lost while it waited: its successor has its turn
            timer.stop();
            ask();
        }
    }

    private void resume(SubscriberSlot.Left left) {
        dialogs.add(left.dialog(), left.dialog());
        state = new Active(left.dialog(), left.event());
        if (left.refresh().isZero()) {
            turn.take(this::refresh);
        } else {
            timer.start(left.refresh(), this::refresh);
        }
        listener.onSubscribed(left.dialog().callId(), left.expires().toSeconds(), false);
    }

    /** The peer is offline: whatever it still sends is not for us. */
    public void stop() {
        turn.drop();
        forget();
        asked++;
        state = new Idle();
        lostOne = false;
        backoff.reset();
    }

    /**
     * Takes leave of a peer that is online, unless the next process goes on with it; the future tells when it has answered,
     * or not.
     */
    public Future<Void> end() {
        SubscriberState last = state;
        stop();
        return last instanceof Active(Dialog dialog, String event) && !slot.isResting()
                ? unsubscribe(dialog, event)
                : Future.succeededFuture();
    }

    /** Whether a NOTIFY belongs to the subscription by its dialog. */
    public boolean owns(ServerTransaction notify) {
        return dialogs.find(notify).isPresent();
    }

    /** Whether a NOTIFY in a wrong dialog, or before our SUBSCRIBE was answered, may belong to the subscription. */
    public boolean isExpected() {
        return switch (state) {
            case Due(), Asking(), Active _, Waiting() -> true;
            case Idle(), Unsupported() -> false;
        };
    }

    /** Whether a NOTIFY says that its subscription has ended (RFC 6665 section 4.1.3). */
    public static boolean isTermination(ServerTransaction notify) {
        return notify.request()
                .header("Subscription-State")
                .filter(state -> state.strip().toLowerCase(Locale.ROOT).startsWith("terminated"))
                .isPresent();
    }

    /** Whether the peer has granted it, and nothing has ended it since. */
    public boolean isActive() {
        return state instanceof Active;
    }

    /** A NOTIFY with Subscription-State terminated: the peer ended the subscription. */
    public void onTerminated() {
        if (state instanceof Active) {
            toWaiting("subscription ended by the peer");
        }
    }

    private void subscribe() {
        timer.stop();
        state = new Due();
        turn.take(this::ask);
    }

    private void ask() {
        if (!peer.isReachable()) {
            state = new Idle(); // gone again; its return starts anew
            return;
        }
        long sn = topic.nextSn();
        String event = topic.event(sn);
        ClientTransaction transaction = peer.send(filled(peer.newSubscribe(), event, sn, expires()));
        state = new Asking();
        int now = ++asked;
        transaction.response().onComplete(answer -> onAnswer(now, transaction, event, answer));
    }

    private void onAnswer(int mine, ClientTransaction transaction, String event, AsyncResult<SipResponse> answer) {
        boolean success = answer.succeeded() && answer.result().isSuccess();
        if (success) {
            Dialog dialog = Dialog.ofClient(transaction.request(), answer.result(), peer.name());
            if (mine == asked) {
                toActive(dialog, event, granted(answer.result()));
            } else if (peer.isOnline()) {
                unsubscribe(dialog, event);
            }
        } else if (mine == asked) {
            onRefusal(answer);
        }
    }

    private void onRefusal(AsyncResult<SipResponse> answer) {
        if (answer.failed()) {
            toWaiting("no answer to SUBSCRIBE");
            return;
        }
        int status = answer.result().status();
        switch (status) {
            case 489, 405, 501 -> {
                state = new Unsupported();
                listener.onUnsupported(status);
            }
            default -> toWaiting("SUBSCRIBE refused with " + status);
        }
    }

    private void toActive(Dialog dialog, String event, long expiresSeconds) {
        if (expiresSeconds == 0) {
            // taken and ended in one: to refresh it at once would never end
            toWaiting("SUBSCRIBE granted no time");
            return;
        }
        dialogs.add(dialog, dialog);
        state = new Active(dialog, event);
        backoff.reset();
        granted(dialog, event, expiresSeconds);
        boolean renewed = lostOne;
        lostOne = false;
        listener.onSubscribed(dialog.callId(), expiresSeconds, renewed);
    }

    private void toWaiting(String why) {
        forget();
        asked++;
        state = new Waiting();
        lostOne = true;
        timer.start(backoff.next(), this::subscribe);
        listener.onFailed(why);
    }

    private void refresh() {
        if (!(state instanceof Active(Dialog dialog, String event))) {
            return;
        }
        int now = ++asked;
        SipRequest request = filled(dialog.request("SUBSCRIBE"), event, topic.nextSn(), expires());
        peer.send(request, dialog).response().onComplete(answer -> {
            if (now != asked) {
                return;
            }
            if (answer.failed()) {
                toWaiting("no answer to the refresh of the subscription");
            } else if (!answer.result().isSuccess()) {
                toWaiting("refresh of the subscription refused with "
                        + answer.result().status());
            } else if (granted(answer.result()) == 0) {
                toWaiting("subscription ended by the peer");
            } else {
                granted(dialog, event, granted(answer.result()));
            }
        });
    }

    /** Half a minute or a tenth before the end, whichever is longer, but never in the first half of a short life. */
    private void granted(Dialog dialog, String event, long expiresSeconds) {
        long ahead = Math.max(REFRESH_AHEAD_SECONDS, expiresSeconds / 10);
        Duration due = Duration.ofMillis(Math.max(expiresSeconds * 500, (expiresSeconds - ahead) * 1000));
        timer.start(due, this::refresh);
        slot.put(dialog, event, due, Duration.ofSeconds(expiresSeconds));
    }

    private Future<Void> unsubscribe(Dialog dialog, String event) {
        SipRequest request = filled(dialog.request("SUBSCRIBE"), event, topic.nextSn(), 0);
        return peer.send(request, dialog).response().transform(answer -> Future.succeededFuture());
    }

    private SipRequest filled(SipRequest.Builder request, String event, long sn, long expiresSeconds) {
        request.header(EventHeader.NAME, event).header("Expires", Long.toString(expiresSeconds));
        return topic.body(request, sn).build();
    }

    private long expires() {
        return topic.expires().toSeconds();
    }

    private long granted(SipResponse success) {
        return success.expires().orElse((int) expires());
    }

    private void forget() {
        timer.stop();
        if (state instanceof Active) {
            slot.remove();
        }
        dialogs.owners().forEach(dialogs::remove);
    }
}
