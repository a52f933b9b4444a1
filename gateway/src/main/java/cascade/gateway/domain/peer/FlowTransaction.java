package cascade.gateway.domain.peer;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import io.vertx.core.AsyncResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A request in a dialog that is sent over the next flow when the transport fails under it, as <a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-8.1.2">RFC 3261 section 8.1.2</a> tries one destination after
 * the other: to its user one transaction. Control loop only.
 */
final class FlowTransaction extends SuccessiveTransaction {

    private final BiFunction<SipRequest, SipPeer, ClientTransaction> sender;
    private final Deque<SipPeer> others;
    private final SipRequest request;

    private FlowTransaction(
            SipRequest request, Deque<SipPeer> flows, BiFunction<SipRequest, SipPeer, ClientTransaction> sender) {
        super(sender.apply(request, flows.removeFirst()));
        this.request = request;
        this.sender = sender;
        this.others = flows;
    }

    /** @param flows where the peer may be, best first; at least one */
    static ClientTransaction send(
            SipRequest request, List<SipPeer> flows, BiFunction<SipRequest, SipPeer, ClientTransaction> sender) {
        if (flows.size() == 1) {
            return sender.apply(request, flows.getFirst());
        }
        var transaction = new FlowTransaction(request, new ArrayDeque<>(flows), sender);
        transaction.watch();
        return transaction;
    }

    @Override
    void onOutcome(AsyncResult<SipResponse> outcome) {
        boolean transportFailed = outcome.failed() && outcome.cause() instanceof SipTransportException;
        if (!transportFailed || isCancelled() || others.isEmpty()) {
            finish(outcome);
            return;
        }
        goOn(sender.apply(request, others.removeFirst()));
    }
}
