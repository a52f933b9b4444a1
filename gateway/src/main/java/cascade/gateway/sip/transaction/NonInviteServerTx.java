package cascade.gateway.sip.transaction;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.function.Consumer;

/**
 * Non-INVITE server transaction (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-17.2.2">RFC 3261 section
 * 17.2.2</a>) in the Trying and Proceeding states. Once answered it is gone: what Completed needs, the bytes of the answer,
 * is kept in {@link AnsweredRequests}.
 *
 * <pre>
 *   TRYING --final--> AnsweredRequests
 *      `--64*T1: the client has given up--> gone
 * </pre>
 */
final class NonInviteServerTx extends ServerTx {

    private final Timer lifetime;
    private boolean over;

    NonInviteServerTx(
            TransactionContext context,
            SipRequest request,
            RequestSource source,
            ListeningPoint local,
            String localTag,
            MessageSecurity security,
            Consumer<ServerTx> onGone) {
        super(context, request, source, local, localTag, security, onGone);
        lifetime = new Timer(context.timers());
        lifetime.start(context.settings().repetition(), this::onLifetimeOver);
    }

    @Override
    public void respond(SipResponse response) {
        if (over) {
            return;
        }
        send(response);
        if (!response.isProvisional()) {
            terminate();
        }
    }

    private void onLifetimeOver() {
        context.observer().rejected(context.domainOf(source()), "unanswered");
        terminate();
    }

    @Override
    public void abandon() {
        terminate();
    }

    private void terminate() {
        lifetime.stop();
        over = true;
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
