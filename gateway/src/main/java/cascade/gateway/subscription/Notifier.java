package cascade.gateway.subscription;

import cascade.gateway.domain.pace.SendWindow;
import cascade.gateway.domain.pace.WindowLimits;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.RetryAfter;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.subscription.keep.NotifierSlot;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Subscription of a peer at us: a dialog in which as many NOTIFYs wait for their answers as its {@link SendWindow} lets. It
 * ends when the peer lets it run out or no longer knows it (481), or when {@link #end} is called.
 * <a href="https://datatracker.ietf.org/doc/html/rfc6665#section-4.2">RFC 6665 section 4.2</a>. Control loop only.
 */
public final class Notifier {

    /** A snapshot of a dialog is good for more NOTIFYs than these. */
    private static final int KEPT_EACH = 256;

    /** Feature that notifies. */
    public interface Listener {

        /** There is room for a NOTIFY although none was answered; see {@link SendWindow}. */
        void onRoom();

        /** A NOTIFY was answered 481: {@link #onEnded} follows. */
        void onForgotten();

        /** Told once, whoever ended it. */
        void onEnded();
    }

    private final SubscriptionPeer peer;
    private final Dialog dialog;
    private final Optional<EventHeader> event;
    private final LongSupplier nanoTime;
    private final Timer expiry;
    private final Listener listener;
    private final SendWindow window;
    private final NotifierSlot slot;
    private boolean ended;
    private long endNanos;
    private long sent;

    /**
     * @param event as the peer wrote it, if it wrote any
     * @param limits of NOTIFYs that wait for answers, asked each time
     * @param nanoTime a clock that only goes forward
     * @param slot where it is kept over a restart
     */
    public Notifier(
            SubscriptionPeer peer,
            Dialog dialog,
            Optional<EventHeader> event,
            Supplier<WindowLimits> limits,
            LongSupplier nanoTime,
            Timers timers,
            Listener listener,
            NotifierSlot slot) {
        this.peer = peer;
        this.dialog = dialog;
        this.event = event;
        this.nanoTime = nanoTime;
        this.expiry = new Timer(timers);
        this.listener = listener;
        this.slot = slot;
        this.window = new SendWindow(limits, nanoTime, new Timer(timers), listener::onRoom);
    }

    public Dialog dialog() {
        return dialog;
    }

    /** The peer is about to be told that it lasts so long, or that it has ended; the future tells when, and always succeeds. */
    public Future<Void> keep(Duration expires) {
        return expires.isZero() ? slot.remove(dialog) : slot.put(dialog, expires);
    }

    /** @param grace how much later than that it is really dropped: a refresh may be on its way */
    public void lastsFor(Duration expires, Duration grace) {
        if (!ended) {
            endNanos = nanoTime.getAsLong() + expires.toNanos();
            expiry.start(expires.plus(grace), this::end);
        }
    }

    /** Whether a NOTIFY may be sent now: the window has room, and the subscription stands. */
    public boolean isReady() {
        return !ended && window.hasRoom();
    }

    public boolean isEnded() {
        return ended;
    }

    /** Adds Event and Subscription-State to a NOTIFY. */
    public SipRequest.Builder headed(SipRequest.Builder notify) {
        return notify.header(EventHeader.NAME, event.map(EventHeader::value))
                .header("Subscription-State", "active;expires=" + left().toSeconds());
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - nanoTime.getAsLong()));
    }

    /**
     * Sends the next NOTIFY; only while {@link #isReady}.
     *
     * @param onOutcome told once, unless the subscription ends before
     */
    public void send(String contentType, byte[] body, Consumer<NotifyOutcome> onOutcome) {
        if (ended) {
            throw new IllegalStateException("NOTIFY in a subscription that ended (expected: isReady)");
        }
        SendWindow.Place place = window.open();
        sent++;
        if (sent % KEPT_EACH == 0) {
            // the next process's CSeq has to be higher than ours
            slot.put(dialog, left());
        }
        SipRequest request =
                headed(dialog.request("NOTIFY")).body(contentType, body).build();
        peer.send(request, dialog).response().onComplete(outcome -> {
            if (outcome.succeeded()) {
                place.answered();
            } else {
                place.abandoned();
            }
            if (!ended) {
                onOutcome(outcome, onOutcome);
            }
        });
    }

    private void onOutcome(AsyncResult<SipResponse> outcome, Consumer<NotifyOutcome> onOutcome) {
        if (outcome.failed()) {
            onOutcome.accept(new NotifyOutcome.Unanswered());
            return;
        }
        SipResponse answer = outcome.result();
        if (answer.isSuccess()) {
            onOutcome.accept(new NotifyOutcome.Taken());
        } else if (answer.status() == 481) {
            listener.onForgotten();
            end();
        } else {
            onOutcome.accept(new NotifyOutcome.Refused(answer.status(), RetryAfter.of(answer)));
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
        if (!ended) {
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
        if (!ended) {
            ended = true;
            slot.remove(dialog);
            expiry.stop();
            window.close();
            listener.onEnded();
        }
    }
}
