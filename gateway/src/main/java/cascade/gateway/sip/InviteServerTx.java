package cascade.gateway.sip;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;

/**
 * INVITE server transaction (RFC 3261 section 17.2.1 with RFC 6026), and the UAS core's repetition of the 2xx (section
 * 13.3.1.4), which belongs to the same request.
 *
 * <pre>
 *   PROCEEDING --3xx-6xx--> COMPLETED --ACK--> CONFIRMED --I--> gone    (G: repeat; H without ACK: gone)
 *        `-------2xx------> ACCEPTED  --ACK--> ACCEPTED  --L--> gone    (repeat until ACK; L without ACK: no-ack)
 * </pre>
 */
final class InviteServerTx extends ServerTx {

    private enum State {
        PROCEEDING,
        COMPLETED,
        CONFIRMED,
        ACCEPTED,
        GONE
    }

    private final Retransmitter repeat;
    private final Timer lifetime;
    private final Promise<SipRequest> acknowledged = Promise.promise();
    private Handler<SipRequest> onCancel = cancel -> {};
    private State state = State.PROCEEDING;

    InviteServerTx(
            TransactionContext context,
            SipRequest request,
            SipPeer source,
            SipPeer answerTo,
            ListeningPoint local,
            String localTag,
            Runnable onGone) {
        super(context, request, source, answerTo, local, localTag, onGone);
        SipSettings settings = context.settings();
        repeat = new Retransmitter(context.vertx(), settings.t1(), settings.t2(), this::sendLastAgain);
        lifetime = new Timer(context.vertx(), this::onLifetimeOver);
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
            lifetime.start(context.settings().inviteTimeout());
        }
    }

    @Override
    public Future<SipRequest> accept(SipResponse success) {
        if (state != State.PROCEEDING) {
            return Future.failedFuture(new IllegalStateException("INVITE already answered"));
        }
        state = State.ACCEPTED;
        send(success);
        repeat.start();
        lifetime.start(context.settings().ackTimeout());
        return acknowledged.future();
    }

    @Override
    public void onCancel(Handler<SipRequest> handler) {
        onCancel = handler;
    }

    @Override
    public boolean isAnswered() {
        return state != State.PROCEEDING;
    }

    /** The CANCEL has been answered; the INVITE is told only while it can still matter. */
    void cancelled(SipRequest cancel) {
        if (state == State.PROCEEDING) {
            onCancel.handle(cancel);
        }
    }

    void onAck(SipRequest ack) {
        switch (state) {
            case COMPLETED -> {
                repeat.stop();
                state = State.CONFIRMED;
                lifetime.start(
                        isReliable()
                                ? java.time.Duration.ZERO
                                : context.settings().t4());
            }
            case ACCEPTED -> {
                repeat.stop();
                acknowledged.tryComplete(ack);
            }
            case PROCEEDING, CONFIRMED, GONE -> {}
        }
    }

    /** Whether an ACK with a branch of its own is meant for this INVITE's 2xx. */
    boolean awaitsAckOf(SipRequest ack) {
        return state == State.ACCEPTED
                && ack.callId().equals(request().callId())
                && ack.cseq().number() == request().cseq().number();
    }

    private void onLifetimeOver() {
        boolean unacknowledged =
                state == State.ACCEPTED && !acknowledged.future().isComplete();
        if (state == State.COMPLETED) {
            context.observer().rejected(context.domainOf(source()), "no-ack");
        }
        terminate();
        if (unacknowledged) {
            acknowledged.tryFail(new SipTimeoutException("no ACK from " + source() + " within "
                    + context.settings().ackTimeout().toMillis() + " ms"));
        }
    }

    @Override
    void abandon() {
        boolean unacknowledged = state == State.ACCEPTED;
        repeat.stop();
        lifetime.stop();
        state = State.GONE;
        if (unacknowledged) {
            acknowledged.tryFail(new SipTransportException("endpoint closed", null));
        }
    }

    private void terminate() {
        repeat.stop();
        lifetime.stop();
        state = State.GONE;
        gone();
    }
}
