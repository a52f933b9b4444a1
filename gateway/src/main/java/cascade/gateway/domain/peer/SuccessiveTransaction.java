package cascade.gateway.domain.peer;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * A request that is sent in one client transaction after the other until an outcome is final: to its user one transaction,
 * whose handlers follow it from each to the next. Control loop only.
 */
abstract class SuccessiveTransaction implements ClientTransaction {

    private final Promise<SipResponse> answer = Promise.promise();
    private ClientTransaction current;
    private boolean cancelled;
    private Handler<SipResponse> provisional = response -> {};
    private @Nullable SurplusHandler surplus;
    private @Nullable Runnable unacknowledged;

    SuccessiveTransaction(ClientTransaction first) {
        current = first;
    }

    /** Listens to the transaction in hand; once a try. */
    final void watch() {
        current.onProvisional(response -> provisional.handle(response));
        if (surplus != null) {
            current.onSurplusAnswer(surplus);
        }
        if (unacknowledged != null) {
            current.onUnacknowledgedAnswer(unacknowledged);
        }
        current.response().onComplete(this::onOutcome);
    }

    /** The transaction in hand ended: {@link #goOn} or {@link #finish}. */
    abstract void onOutcome(AsyncResult<SipResponse> outcome);

    final void goOn(ClientTransaction next) {
        current = next;
        watch();
    }

    final void finish(AsyncResult<SipResponse> outcome) {
        answer.handle(outcome);
    }

    final boolean isCancelled() {
        return cancelled;
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
    public ClientTransaction onSurplusAnswer(SurplusHandler handler) {
        surplus = handler;
        current.onSurplusAnswer(handler);
        return this;
    }

    @Override
    public ClientTransaction onUnacknowledgedAnswer(Runnable handler) {
        unacknowledged = handler;
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
