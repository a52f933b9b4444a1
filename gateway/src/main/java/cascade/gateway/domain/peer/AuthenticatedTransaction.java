package cascade.gateway.domain.peer;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.auth.DigestAnswer;
import cascade.gateway.sip.auth.DigestClient;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that is sent again with credentials when its peer asks for them (RFC 3261 section 22.2): to its user one
 * transaction. {@link #request} is the last one sent, whose CSeq is higher where there was a challenge. Control loop only.
 */
final class AuthenticatedTransaction implements ClientTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(AuthenticatedTransaction.class);

    /** Without credentials, with them, and once more where only their nonce was stale. */
    private static final int MAX_TRIES = 3;

    private final Function<SipRequest, ClientTransaction> sender;
    private final DigestClient digest;
    private final UnaryOperator<SipRequest> renumber;
    private final Promise<SipResponse> answer = Promise.promise();
    private SipRequest unsent;
    private ClientTransaction current;
    private int tries;
    private boolean cancelled;
    private Handler<SipResponse> provisional = response -> {};
    private @Nullable Handler<SipResponse> surplus;

    /** @param renumber gives a repeated request its CSeq, where somebody else counts */
    AuthenticatedTransaction(
            SipRequest request,
            Function<SipRequest, ClientTransaction> sender,
            DigestClient digest,
            UnaryOperator<SipRequest> renumber) {
        this.sender = sender;
        this.digest = digest;
        this.renumber = renumber;
        this.unsent = request;
        this.current = sender.apply(request);
        watch();
    }

    private void watch() {
        tries++;
        current.onProvisional(response -> provisional.handle(response));
        if (surplus != null) {
            current.onSurplusAnswer(surplus);
        }
        current.response().onComplete(this::onOutcome);
    }

    private void onOutcome(AsyncResult<SipResponse> outcome) {
        boolean challenged = outcome.succeeded()
                && (outcome.result().status() == 401 || outcome.result().status() == 407);
        if (!challenged || cancelled || tries >= MAX_TRIES) {
            answer.handle(outcome);
            return;
        }
        switch (digest.answer(unsent, outcome.result())) {
            case DigestAnswer.Retry(SipRequest retry) -> {
                unsent = renumber.apply(retry);
                current = sender.apply(unsent);
                watch();
            }
            case DigestAnswer.GiveUp(String reason) -> {
                LOG.atWarn()
                        .addKeyValue("method", unsent.method())
                        .addKeyValue("address", current.peer())
                        .addKeyValue("cause", reason)
                        .log("challenge not answered");
                answer.handle(outcome);
            }
        }
    }

    @Override
    public SipRequest request() {
        return current.request();
    }

    @Override
    public SipPeer peer() {
        return current.peer();
    }

    @Override
    public Future<SipResponse> response() {
        return answer.future();
    }

    @Override
    public ClientTransaction onProvisional(Handler<SipResponse> handler) {
        provisional = handler;
        return this;
    }

    @Override
    public ClientTransaction onSurplusAnswer(Handler<SipResponse> handler) {
        surplus = handler;
        current.onSurplusAnswer(handler);
        return this;
    }

    @Override
    public ClientTransaction onUnacknowledgedAnswer(Runnable handler) {
        current.onUnacknowledgedAnswer(handler);
        return this;
    }

    @Override
    public void acknowledge(SipRequest ack, SipPeer to) {
        current.acknowledge(ack, to);
    }

    @Override
    public void cancel() {
        cancelled = true;
        current.cancel();
    }
}
