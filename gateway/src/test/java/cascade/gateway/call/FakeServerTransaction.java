package cascade.gateway.call;

import cascade.gateway.domain.DomainStage;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Server transaction whose answers the test reads; a second final answer is a fault. */
final class FakeServerTransaction implements ServerTransaction {

    private final SipRequest request;
    private final SipPeer source;
    private final String domain;
    private final String localTag;
    private final Promise<SipRequest> acknowledged = Promise.promise();
    private Optional<Handler<SipRequest>> onCancel = Optional.empty();
    final List<SipResponse> answers = new ArrayList<>();
    boolean repeating;
    /** The CANCEL is there before anybody asks for it. */
    boolean cancelledAtOnce;

    FakeServerTransaction(SipRequest request, SipPeer source, String domain, String localTag) {
        this.request = request;
        this.source = source;
        this.domain = domain;
        this.localTag = localTag;
    }

    Optional<SipResponse> finalAnswer() {
        return answers.stream().filter(answer -> !answer.isProvisional()).findFirst();
    }

    int status() {
        return finalAnswer().map(SipResponse::status).orElse(0);
    }

    /** The peer's ACK to a 2xx. */
    void acknowledge() {
        repeating = false;
        acknowledged.tryComplete(request);
    }

    void ackOverdue() {
        repeating = false;
        acknowledged.tryFail(new SipTimeoutException("no ACK"));
    }

    /** The peer's CANCEL: heard only before the final answer. */
    void cancel() {
        if (finalAnswer().isEmpty()) {
            onCancel.ifPresent(handler -> handler.handle(request));
        }
    }

    private void add(SipResponse response) {
        if (finalAnswer().isPresent()) {
            throw new AssertionError(request.method() + " answered " + response.status() + " after " + status());
        }
        answers.add(response);
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public SipPeer source() {
        return source;
    }

    @Override
    public Set<String> domains() {
        return Set.of(domain);
    }

    @Override
    public ListeningPoint local() {
        return DomainStage.point(source.network());
    }

    @Override
    public String localTag() {
        return localTag;
    }

    @Override
    public void respond(SipResponse response) {
        add(response);
    }

    @Override
    public Future<SipRequest> accept(SipResponse success) {
        add(success);
        repeating = true;
        return acknowledged.future();
    }

    @Override
    public void stopRepeating() {
        repeating = false;
        acknowledged.tryFail("the dialog has ended");
    }

    @Override
    public void onCancel(Handler<SipRequest> handler) {
        onCancel = Optional.of(handler);
        if (cancelledAtOnce) {
            cancel();
        }
    }

    @Override
    public void ignore() {
        throw new AssertionError("ignored: " + request.method());
    }

    @Override
    public boolean isAnswered() {
        return finalAnswer().isPresent();
    }
}
