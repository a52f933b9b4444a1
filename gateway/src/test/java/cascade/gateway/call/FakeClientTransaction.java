package cascade.gateway.call;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Client transaction that the test answers, with the promises of the real one: one final response, later 2xx as surplus. */
final class FakeClientTransaction implements ClientTransaction {

    private final SipRequest request;
    private final SipPeer peer;
    private final Promise<SipResponse> response = Promise.promise();
    private final Set<String> acceptedTags = new HashSet<>();
    private Handler<SipResponse> provisional = ignored -> {};
    private SurplusHandler surplus = (sent, success) -> {};
    private Runnable unacknowledged = () -> {};
    final List<String> acknowledgedTags = new ArrayList<>();
    boolean cancelled;

    FakeClientTransaction(SipRequest request, SipPeer peer) {
        this.request = request;
        this.peer = peer;
    }

    boolean isDecided() {
        return response.future().isComplete();
    }

    /** The peer answers with that To tag. */
    void answer(SipResponse answer) {
        if (answer.isProvisional()) {
            if (!isDecided()) {
                provisional.handle(answer);
            }
            return;
        }
        boolean repeated =
                answer.isSuccess() && !acceptedTags.add(answer.to().tag().orElse(""));
        if (repeated) {
            if (!acknowledgedTags.contains(answer.to().tag().orElse(""))) {
                unacknowledged.run();
            }
            return;
        }
        if (!response.tryComplete(answer) && answer.isSuccess()) {
            surplus.onSurplus(this, answer);
        }
    }

    void answer(int status) {
        answer(SipResponse.to(request, status).toTag("x").build());
    }

    void timeOut() {
        response.tryFail(new SipTimeoutException("no answer to " + request.method()));
    }

    /** To tags of the 2xx that have come. */
    Set<String> acceptedTags() {
        return acceptedTags;
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public SipPeer peer() {
        return peer;
    }

    @Override
    public Future<SipResponse> response() {
        return response.future();
    }

    @Override
    public ClientTransaction onProvisional(Handler<SipResponse> handler) {
        provisional = handler;
        return this;
    }

    @Override
    public ClientTransaction onSurplusAnswer(SurplusHandler handler) {
        surplus = handler;
        return this;
    }

    @Override
    public ClientTransaction onUnacknowledgedAnswer(Runnable handler) {
        unacknowledged = handler;
        return this;
    }

    @Override
    public void acknowledge(SipRequest ack, SipPeer to) {
        acknowledgedTags.add(ack.to().tag().orElse(""));
    }

    @Override
    public void cancel() {
        if (!isDecided()) {
            cancelled = true;
        }
    }
}
