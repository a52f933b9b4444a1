package cascade.gateway.sip.transaction;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * INVITE server transaction (RFC 3261 section 17.2.1 with RFC 6026), and the UAS core's repetition of the 2xx (section
 * 13.3.1.4), which belongs to the same request.
 *
 * <pre>
 *   PROCEEDING --3xx-6xx--> COMPLETED --ACK--> AnsweredRequests    (G: repeat; H without ACK: gone)
 *        `-------2xx------> ACCEPTED  --ACK--> AnsweredRequests    (repeat until ACK; L without one: gone)
 * </pre>
 *
 * What follows the ACK, repetitions until timers I and L, needs the bytes of the answer only: {@link AnsweredRequests}.
 */
public final class InviteServerTx extends ServerTx {

    private enum State {
        PROCEEDING,
        COMPLETED,
        ACCEPTED,
        GONE
    }

    private final Retransmitter repeat;
    private final Timer lifetime;
    private final Timer noAck;
    private final Promise<SipRequest> acknowledged = Promise.promise();
    private @Nullable Handler<SipRequest> onCancel;
    private @Nullable SipRequest cancel;
    private State state = State.PROCEEDING;
    private boolean accepted;
    private boolean confirmed;

    InviteServerTx(
            TransactionContext context,
            SipRequest request,
            RequestSource source,
            ListeningPoint local,
            String localTag,
            MessageSecurity security,
            Consumer<ServerTx> onGone) {
        super(context, request, source, local, localTag, security, onGone);
        SipSettings settings = context.settings();
        repeat = new Retransmitter(context.timers(), settings.t1(), settings.t2(), this::sendLastAgain);
        lifetime = new Timer(context.timers());
        noAck = new Timer(context.timers());
    }

    @Override
    public void respond(SipResponse response) {
        if (state != State.PROCEEDING) {
            return;
        }
        if (response.isSuccess()) {
            throw new IllegalStateException("2xx to an INVITE by respond (expected: accept)");
        }
        send(response);
        if (!response.isProvisional()) {
            state = State.COMPLETED;
            if (!isReliable()) {
                repeat.start();
            }
            lifetime.start(context.settings().repetition(), this::onLifetimeOver);
        }
    }

    @Override
    public Future<SipRequest> accept(SipResponse success) {
        if (state != State.PROCEEDING) {
            return Future.failedFuture(new IllegalStateException("INVITE already answered"));
        }
        send(success);
        state = State.ACCEPTED;
        accepted = true;
        repeat.start();
        noAck.start(context.settings().ackTimeout(), this::onNoAck);
        lifetime.start(
                longer(context.settings().ackTimeout(), context.settings().repetition()), this::onLifetimeOver);
        return acknowledged.future();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public void stopRepeating() {
        if (state == State.ACCEPTED && !acknowledged.future().isComplete()) {
            repeat.stop();
            noAck.stop();
            forgetAnswer();
            acknowledged.tryFail("the dialog has ended");
        }
    }

    @Override
    public void onCancel(Handler<SipRequest> handler) {
        onCancel = handler;
        if (cancel != null) {
            cancelled(cancel);
        }
    }

    /** The CANCEL has been answered; the INVITE is told only while it can still matter, but never too early. */
    public void cancelled(SipRequest request) {
        cancel = request;
        if (state == State.PROCEEDING && onCancel != null) {
            onCancel.handle(request);
        }
    }

    public void onAck(SipRequest ack) {
        switch (state) {
            case COMPLETED -> {
                confirmed = true;
                terminate();
            }
            case ACCEPTED -> {
                confirmed = true;
                terminate();
                acknowledged.tryComplete(ack);
            }
            case PROCEEDING, GONE -> {}
        }
    }

    /** Whether its final answer was acknowledged. */
    boolean isConfirmed() {
        return confirmed;
    }

    /** Whether it was answered 2xx. */
    boolean isAccepted() {
        return accepted;
    }

    /** Whether it is not refused: a repetition under another branch would be answered twice. */
    boolean isOngoing() {
        return state == State.PROCEEDING || state == State.ACCEPTED;
    }

    /** Whether an ACK can still come that matters. */
    boolean awaitsAck() {
        return state == State.ACCEPTED || state == State.COMPLETED;
    }

    private void onNoAck() {
        repeat.stop();
        acknowledged.tryFail(new SipTimeoutException("no ACK from " + source() + " within "
                + context.settings().ackTimeout().toMillis() + " ms"));
    }

    private void onLifetimeOver() {
        if (state == State.COMPLETED) {
            context.observer().rejected(context.domainOf(source()), "no-ack");
        }
        terminate();
        onNoAck();
    }

    @Override
    public void abandon() {
        boolean accepted = state == State.ACCEPTED;
        terminate();
        if (accepted) {
            acknowledged.tryFail(new SipTransportException("endpoint closed", null));
        }
    }

    private void terminate() {
        repeat.stop();
        noAck.stop();
        lifetime.stop();
        state = State.GONE;
        gone();
    }
}
