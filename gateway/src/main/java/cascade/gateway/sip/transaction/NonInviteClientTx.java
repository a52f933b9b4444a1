package cascade.gateway.sip.transaction;

import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Non-INVITE client transaction (RFC 3261 section 17.1.2).
 *
 * <pre>
 *   TRYING --1xx--> PROCEEDING --final--> gone; over UDP, {@link AnsweredClientTx} until K
 *      `------------final--------------------^
 *      `--F, transport error--> gone
 * </pre>
 */
public final class NonInviteClientTx extends ClientTx {

    private enum State {
        TRYING,
        PROCEEDING,
        GONE
    }

    private final Duration timeout;
    private final Retransmitter timerE;
    private final Timer timerF;
    private final Consumer<NonInviteClientTx> onAnswered;
    private State state = State.TRYING;

    /** @param onAnswered told in the place of {@code onGone} where repetitions of the answer are to be expected */
    public NonInviteClientTx(
            TransactionContext context,
            SipRequest request,
            SipPeer peer,
            Duration timeout,
            MessageSecurity security,
            Consumer<NonInviteClientTx> onAnswered,
            Runnable onGone) {
        super(context, request, peer, security, onGone);
        SipSettings settings = context.settings();
        this.timeout = timeout;
        timerE = new Retransmitter(context.timers(), settings.t1(), settings.t2(), this::sendAgain);
        timerF = new Timer(context.timers());
        this.onAnswered = onAnswered;
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
            case GONE -> context.observer().retransmitted(context.domainOf(peer()), "received");
        }
    }

    @Override
    public void onDisbelieved(SipResponse response, String why) {
        if (state != State.GONE && !response.isProvisional()) {
            leave();
            fail(disbelieved(response, why));
        }
    }

    private void complete(SipResponse response) {
        leave();
        succeed(response);
    }

    private void leave() {
        if (isReliable()) {
            terminate();
        } else {
            end();
            onAnswered.accept(this);
        }
    }

    private void onTimeout() {
        terminate();
        fail(new SipTimeoutException(
                request().method() + " to " + peer() + ": no final answer within " + timeout.toMillis() + " ms"));
    }

    @Override
    public void onTransportError(Throwable cause) {
        if (state != State.GONE) {
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
        end();
        gone();
    }

    private void end() {
        timerE.stop();
        timerF.stop();
        state = State.GONE;
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
