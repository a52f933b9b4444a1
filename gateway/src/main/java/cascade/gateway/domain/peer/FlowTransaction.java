package cascade.gateway.domain.peer;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A request in a dialog that is sent over the next flow when the transport fails under it, as <a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-8.1.2">RFC 3261 section 8.1.2</a> tries one destination after
 * the other: to its user one transaction. Control loop only.
 */
final class FlowTransaction implements ClientTransaction {

    private final BiFunction<SipRequest, SipPeer, ClientTransaction> sender;
    private final Deque<SipPeer> others;
    private final Promise<SipResponse> answer = Promise.promise();
    private ClientTransaction current;
    private boolean cancelled;
    private Handler<SipResponse> provisional = response -> {};
    private @Nullable Handler<SipResponse> surplus;

    private FlowTransaction(
            SipRequest request, Deque<SipPeer> flows, BiFunction<SipRequest, SipPeer, ClientTransaction> sender) {
        this.sender = sender;
        this.others = flows;
        this.current = sender.apply(request, flows.removeFirst());
    }

    /** @param flows where the peer may be, best first; at least one */
    static ClientTransaction send(
            SipRequest request, List<SipPeer> flows, BiFunction<SipRequest, SipPeer, ClientTransaction> sender) {
        if (flows.size() == 1) {
            return sender.apply(request, flows.getFirst());
        }
        var transaction = new FlowTransaction(request, new ArrayDeque<>(flows), sender);
        transaction.watch(request);
        return transaction;
    }

    private void watch(SipRequest request) {
        current.onProvisional(response -> provisional.handle(response));
        if (surplus != null) {
            current.onSurplusAnswer(surplus);
        }
        current.response().onComplete(outcome -> onOutcome(request, outcome));
    }

    private void onOutcome(SipRequest request, AsyncResult<SipResponse> outcome) {
        boolean transportFailed = outcome.failed() && outcome.cause() instanceof SipTransportException;
        if (!transportFailed || cancelled || others.isEmpty()) {
            answer.handle(outcome);
            return;
        }
        current = sender.apply(request, others.removeFirst());
        watch(request);
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
