package cascade.gateway.subscription;

import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.RetryAfter;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Subscription of a peer at us: a dialog in which one NOTIFY follows the answer to the other. It ends when the peer lets
 * it run out, leaves a NOTIFY unanswered or no longer knows it (481), or when {@link #end} is called.
 * <a href="https://datatracker.ietf.org/doc/html/rfc6665#section-4.2">RFC 6665 section 4.2</a>. Control loop only.
 */
public final class Notifier {

    private enum State {
        IDLE,
        /** A NOTIFY waits for its answer. */
        NOTIFYING,
        ENDED
    }

    /** Feature that notifies. */
    public interface Listener {

        /** The NOTIFY was taken; the next may be sent. */
        void onTaken();

        /**
         * The NOTIFY was refused, but the subscription stands: what it said has to be said again, or the subscription
         * ended, since the peer goes by what it was told
         * (<a href="https://datatracker.ietf.org/doc/html/rfc6665#section-4.2.2">RFC 6665 section 4.2.2</a>).
         *
         * @param retryAfter the wait that the peer asked for
         */
        void onRefused(int status, Optional<Duration> retryAfter);

        /** A NOTIFY had no answer, or 481; {@link #onEnded} follows. */
        void onLost(String why);

        /** Told once, whoever ended it. */
        void onEnded();
    }

    private final SubscriptionPeer peer;
    private final Dialog dialog;
    private final Optional<EventHeader> event;
    private final LongSupplier nanoTime;
    private final Timer expiry;
    private final Listener listener;
    private State state = State.IDLE;
    private long endNanos;

    /**
     * @param event as the peer wrote it, if it wrote any
     * @param nanoTime a clock that only goes forward
     */
    public Notifier(
            SubscriptionPeer peer,
            Dialog dialog,
            Optional<EventHeader> event,
            LongSupplier nanoTime,
            Timer expiry,
            Listener listener) {
        this.peer = peer;
        this.dialog = dialog;
        this.event = event;
        this.nanoTime = nanoTime;
        this.expiry = expiry;
        this.listener = listener;
    }

    public Dialog dialog() {
        return dialog;
    }

    /** @param grace how much later than that it is really dropped: a refresh may be on its way */
    public void lastsFor(Duration expires, Duration grace) {
        if (state != State.ENDED) {
            endNanos = nanoTime.getAsLong() + expires.toNanos();
            expiry.start(expires.plus(grace), this::end);
        }
    }

    /** Whether a NOTIFY may be sent now: none is on its way, and the subscription stands. */
    public boolean isReady() {
        return state == State.IDLE;
    }

    public boolean isEnded() {
        return state == State.ENDED;
    }

    /** Adds Event and Subscription-State to a NOTIFY. */
    public SipRequest.Builder headed(SipRequest.Builder notify) {
        long leftSeconds =
                Math.max(0, Duration.ofNanos(endNanos - nanoTime.getAsLong()).toSeconds());
        return notify.header(EventHeader.NAME, event.map(EventHeader::value))
                .header("Subscription-State", "active;expires=" + leftSeconds);
    }

    /** Sends the next NOTIFY; only while {@link #isReady}. */
    public void send(String contentType, byte[] body) {
        if (state != State.IDLE) {
            throw new IllegalStateException("NOTIFY while " + state + " (expected: isReady)");
        }
        state = State.NOTIFYING;
        SipRequest request =
                headed(dialog.request("NOTIFY")).body(contentType, body).build();
        peer.send(request, dialog).response().onComplete(this::onOutcome);
    }

    private void onOutcome(AsyncResult<SipResponse> outcome) {
        if (state == State.ENDED) {
            return;
        }
        if (outcome.failed()) {
            listener.onLost("NOTIFY not answered, subscription dropped");
            end();
        } else if (outcome.result().status() == 481) {
            listener.onLost("NOTIFY refused with 481, subscription dropped");
            end();
        } else {
            state = State.IDLE;
            if (outcome.result().isSuccess()) {
                listener.onTaken();
            } else {
                listener.onRefused(outcome.result().status(), RetryAfter.of(outcome.result()));
            }
        }
    }

    /**
     * Ends it and says so in a last NOTIFY, whose answer nobody waits for
     * (<a href="https://datatracker.ietf.org/doc/html/rfc6665#section-4.2.2">RFC 6665 section 4.2.2</a>).
     *
     * @param reason one of those of <a href="https://datatracker.ietf.org/doc/html/rfc6665#section-4.1.3">RFC 6665 section
     *     4.1.3</a>, e.g. {@code noresource}; {@code deactivated} and {@code probation} bid the peer subscribe anew
     */
    public void terminate(String reason) {
        if (state != State.ENDED) {
            end();
            peer.send(
                    dialog.request("NOTIFY")
                            .header(EventHeader.NAME, event.map(EventHeader::value))
                            .header("Subscription-State", "terminated;reason=" + reason)
                            .build(),
                    dialog);
        }
    }

    /** Ends it; what is on its way is not waited for. Idempotent. */
    public void end() {
        if (state != State.ENDED) {
            state = State.ENDED;
            expiry.stop();
            listener.onEnded();
        }
    }
}
