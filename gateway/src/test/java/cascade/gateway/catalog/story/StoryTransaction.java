package cascade.gateway.catalog.story;

import cascade.gateway.domain.DomainStage;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Non-INVITE server transaction of a story: a repeated request has the same answer once more. */
final class StoryTransaction implements ServerTransaction {

    private final SipRequest request;
    private final Host from;
    private final String localTag;
    private final Consumer<SipResponse> back;
    private @Nullable SipResponse answer;

    /** @param back carries an answer to the client */
    StoryTransaction(SipRequest request, Host from, String localTag, Consumer<SipResponse> back) {
        this.request = request;
        this.from = from;
        this.localTag = localTag;
        this.back = back;
    }

    void repeat() {
        Optional.ofNullable(answer).ifPresent(back);
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public SipPeer source() {
        return from.address();
    }

    @Override
    public Set<String> domains() {
        return Set.of(from.name());
    }

    @Override
    public ListeningPoint local() {
        return DomainStage.point(source().network());
    }

    @Override
    public String localTag() {
        return localTag;
    }

    @Override
    public void respond(SipResponse response) {
        if (answer != null) {
            throw new AssertionError(request.method() + " is answered twice");
        }
        answer = response;
        back.accept(response);
    }

    @Override
    public Future<SipRequest> accept(SipResponse success) {
        throw new AssertionError("no INVITE");
    }

    @Override
    public void stopRepeating() {}

    @Override
    public void onCancel(Handler<SipRequest> handler) {}

    @Override
    public void ignore() {}

    @Override
    public boolean isAnswered() {
        return answer != null;
    }
}
