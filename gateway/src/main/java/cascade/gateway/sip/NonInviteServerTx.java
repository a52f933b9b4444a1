package cascade.gateway.sip;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import io.vertx.core.Future;
import io.vertx.core.Handler;

/**
 * Non-INVITE server transaction (RFC 3261 section 17.2.2): answers once, remembers the answer for 64*T1 over UDP so that a
 * retransmitted request is not carried out twice.
 */
final class NonInviteServerTx extends ServerTx {

    private final Timer timerJ;
    private boolean answered;

    NonInviteServerTx(
            TransactionContext context,
            SipRequest request,
            SipPeer source,
            SipPeer answerTo,
            ListeningPoint local,
            String localTag,
            Runnable onGone) {
        super(context, request, source, answerTo, local, localTag, onGone);
        timerJ = new Timer(context.vertx(), this::gone);
    }

    @Override
    public void respond(SipResponse response) {
        if (answered) {
            return;
        }
        send(response);
        if (!response.isProvisional()) {
            answered = true;
            if (isReliable()) {
                gone();
            } else {
                timerJ.start(context.settings().requestTimeout());
            }
        }
    }

    @Override
    public boolean isAnswered() {
        return answered;
    }

    @Override
    void abandon() {
        timerJ.stop();
    }

    @Override
    public Future<SipRequest> accept(SipResponse success) {
        throw new IllegalStateException(request().method() + " is answered by respond (expected: INVITE)");
    }

    @Override
    public void onCancel(Handler<SipRequest> handler) {
        throw new IllegalStateException(request().method() + " cannot be cancelled (expected: INVITE)");
    }
}
