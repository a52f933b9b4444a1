package cascade.gateway.sip.transaction;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.function.Consumer;

/**
 * Non-INVITE server transaction (RFC 3261 section 17.2.2): answers once, remembers the answer for 64*T1 over UDP so that a
 * retransmitted request is not carried out twice.
 *
 * <pre>
 *   TRYING --final--> COMPLETED --J--> gone
 *      `--64*T1: the client has given up--> gone
 * </pre>
 */
final class NonInviteServerTx extends ServerTx {

    private enum State {
        TRYING,
        COMPLETED,
        GONE
    }

    private final Timer lifetime;
    private State state = State.TRYING;

    NonInviteServerTx(
            TransactionContext context,
            SipRequest request,
            RequestSource source,
            ListeningPoint local,
            String localTag,
            Consumer<ServerTx> onGone) {
        super(context, request, source, local, localTag, onGone);
        lifetime = new Timer(context.timers());
        lifetime.start(context.settings().repetition(), this::onLifetimeOver);
    }

    @Override
    public void respond(SipResponse response) {
        if (state != State.TRYING) {
            return;
        }
        send(response);
        if (!response.isProvisional()) {
            state = State.COMPLETED;
            if (isReliable()) {
                terminate();
            } else {
                lifetime.start(context.settings().repetition(), this::onLifetimeOver);
            }
        }
    }

    private void onLifetimeOver() {
        if (state == State.TRYING) {
            context.observer().rejected(context.domainOf(source()), "unanswered");
        }
        terminate();
    }

    @Override
    public void abandon() {
        terminate();
    }

    private void terminate() {
        lifetime.stop();
        state = State.GONE;
        gone();
    }

    @Override
    public Future<SipRequest> accept(SipResponse success) {
        throw new IllegalStateException(request().method() + " is answered by respond (expected: INVITE)");
    }

    @Override
    public void stopRepeating() {
        throw new IllegalStateException(request().method() + " is answered once (expected: INVITE)");
    }

    @Override
    public void onCancel(Handler<SipRequest> handler) {
        throw new IllegalStateException(request().method() + " cannot be cancelled (expected: INVITE)");
    }
}
