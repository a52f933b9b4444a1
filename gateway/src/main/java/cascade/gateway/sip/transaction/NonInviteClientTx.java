package cascade.gateway.sip.transaction;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import java.time.Duration;

/**
 * Non-INVITE client transaction (RFC 3261 section 17.1.2).
 *
 * <pre>
 *   TRYING --1xx--> PROCEEDING --final--> COMPLETED --K--> gone
 *      `------------final--------------------^
 *      `--F, transport error--> gone
 * </pre>
 */
public final class NonInviteClientTx extends ClientTx {

    private enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        GONE
    }

    private final Duration timeout;
    private final Retransmitter timerE;
    private final Timer timerF;
    private final Timer timerK;
    private State state = State.TRYING;

    public NonInviteClientTx(
            TransactionContext context, SipRequest request, SipPeer peer, Duration timeout, Runnable onGone) {
        super(context, request, peer, onGone);
        SipSettings settings = context.settings();
        this.timeout = timeout;
        timerE = new Retransmitter(context.timers(), settings.t1(), settings.t2(), this::sendAgain);
        timerF = new Timer(context.timers());
        timerK = new Timer(context.timers());
    }

    @Override
    public void begin() {
        timerF.start(timeout, this::onTimeout);
        if (!isReliable()) {
            timerE.start();
        }
        sendFirst();
    }

    @Override
    public void onResponse(SipResponse response) {
        switch (state) {
            case TRYING, PROCEEDING -> {
                if (response.isProvisional()) {
                    if (state == State.TRYING && !isReliable()) {
                        timerE.slowDown();
                    }
                    state = State.PROCEEDING;
                    deliverProvisional(response);
                } else {
                    complete(response);
                }
            }
            case COMPLETED, GONE -> context.observer().retransmitted(context.domainOf(peer()), "received");
        }
    }

    private void complete(SipResponse response) {
        timerE.stop();
        timerF.stop();
        state = State.COMPLETED;
        if (isReliable()) {
            terminate();
        } else {
            timerK.start(context.settings().t4(), this::terminate);
        }
        succeed(response);
    }

    private void onTimeout() {
        terminate();
        fail(new SipTimeoutException(
                request().method() + " to " + peer() + ": no final answer within " + timeout.toMillis() + " ms"));
    }

    @Override
    public void onTransportError(Throwable cause) {
        if (state != State.COMPLETED && state != State.GONE) {
            terminate();
            fail(cause);
        }
    }

    @Override
    public void abandon(Throwable cause) {
        terminate();
        fail(cause);
    }

    private void terminate() {
        timerE.stop();
        timerF.stop();
        timerK.stop();
        state = State.GONE;
        gone();
    }

    @Override
    public ClientTransaction onSurplusAnswer(SurplusHandler handler) {
        throw new IllegalStateException(request().method() + " has no surplus answers (expected: INVITE)");
    }

    @Override
    public ClientTransaction onUnacknowledgedAnswer(Runnable handler) {
        throw new IllegalStateException(request().method() + " is not acknowledged (expected: INVITE)");
    }

    @Override
    public void acknowledge(SipRequest ack, SipPeer to) {
        throw new IllegalStateException(request().method() + " is not acknowledged (expected: INVITE)");
    }

    @Override
    public void cancel() {
        throw new IllegalStateException(request().method() + " cannot be cancelled (expected: INVITE)");
    }
}
