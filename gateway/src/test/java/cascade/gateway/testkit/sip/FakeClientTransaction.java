package cascade.gateway.testkit.sip;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Client transaction that the test answers, with the promises of the real one: one final response, later 2xx as surplus. */
public final class FakeClientTransaction implements ClientTransaction {

    private final SipRequest request;
    private final SipPeer peer;
    private final Optional<Duration> timeout;
    private final Promise<SipResponse> response = Promise.promise();
    private final Set<String> acceptedTags = new HashSet<>();
    private Handler<SipResponse> provisional = ignored -> {};
    private SurplusHandler surplus = (sent, success) -> {};
    private Runnable unacknowledged = () -> {};

    /** To tags of the ACKs. */
    public final List<String> acknowledgedTags = new ArrayList<>();

    public boolean cancelled;

    public FakeClientTransaction(SipRequest request, SipPeer peer) {
        this(request, peer, Optional.empty());
    }

    /** @param timeout the sender's own, if it has one */
    public FakeClientTransaction(SipRequest request, SipPeer peer, Optional<Duration> timeout) {
        this.request = request;
        this.peer = peer;
        this.timeout = timeout;
    }

    public Optional<Duration> timeout() {
        return timeout;
    }

    public boolean isDecided() {
        return response.future().isComplete();
    }

    /** The peer answers with that To tag. */
    public void answer(SipResponse answer) {
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

    public void answer(int status) {
        answer(answering(status).build());
    }

    public void answer(int status, String header, String value) {
        answer(answering(status).header(header, value).build());
    }

    /** From where the request went to. */
    private SipResponse.Builder answering(int status) {
        return SipResponse.to(request, status).toTag("theirs").contact(NameAddr.of(request.uri()));
    }

    /** 200 to a REGISTER, with a lifetime in seconds. */
    public void accept(int expires) {
        answer(200, "Expires", Integer.toString(expires));
    }

    /** 401 with a nonce of its own. */
    public void challenge(String more) {
        answer(401, "WWW-Authenticate", "Digest realm=\"r\", nonce=\"n" + request.cseq() + "\"" + more);
    }

    public void timeOut() {
        response.tryFail(new SipTimeoutException("no answer to " + request.method()));
    }

    public void failToSend() {
        response.fail(new SipTransportException("connection closed", null));
    }

    /** To tags of the 2xx that have come. */
    public Set<String> acceptedTags() {
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
