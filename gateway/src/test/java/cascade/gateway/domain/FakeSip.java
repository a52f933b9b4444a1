package cascade.gateway.domain;

import cascade.gateway.domain.peer.SipSide;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.SipTransportException;
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

/** Keeps what is sent; the test answers. */
public final class FakeSip implements SipSide {

    public final List<Sent> sent = new ArrayList<>();
    /** The TCP connections that are open. */
    public final Set<SipPeer> connected = new HashSet<>();

    private int tokens;

    @Override
    public Sent send(SipRequest request, SipPeer peer, Optional<Duration> timeout) {
        var transaction = new Sent(request, peer, timeout);
        sent.add(transaction);
        return transaction;
    }

    @Override
    public ListeningPoint listeningPoint(String network) {
        return DomainLab.point("10.69.91.7");
    }

    @Override
    public boolean isConnected(SipPeer peer) {
        return connected.contains(peer);
    }

    @Override
    public String newToken() {
        return "token" + ++tokens;
    }

    public Sent last() {
        return sent.getLast();
    }

    public List<Sent> sent(String method) {
        return sent.stream().filter(each -> each.request().is(method)).toList();
    }

    /** One request and its answer to come. */
    public static final class Sent implements ClientTransaction {
        private final SipRequest request;
        private final SipPeer peer;
        private final Optional<Duration> timeout;
        private final Promise<SipResponse> response = Promise.promise();
        private Handler<SipResponse> provisional = ignored -> {};
        private SurplusHandler surplus = (sent, success) -> {};
        public boolean cancelled;
        public boolean acknowledged;

        Sent(SipRequest request, SipPeer peer, Optional<Duration> timeout) {
            this.request = request;
            this.peer = peer;
            this.timeout = timeout;
        }

        public void answer(int status) {
            answer(SipResponse.to(request, status).build());
        }

        public void answer(SipResponse answer) {
            if (answer.status() < 200) {
                provisional.handle(answer);
            } else {
                response.complete(answer);
            }
        }

        public void accept(int expires) {
            answer(SipResponse.to(request, 200)
                    .header("Expires", Integer.toString(expires))
                    .build());
        }

        public void challenge(String more) {
            answer(SipResponse.to(request, 401)
                    .header("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n" + request.cseq() + "\"" + more)
                    .build());
        }

        public void failToSend() {
            response.fail(new SipTransportException("connection closed", null));
        }

        public void timeOut() {
            response.fail(new SipTimeoutException("no answer"));
        }

        public void surplus(SipResponse answer) {
            surplus.onSurplus(this, answer);
        }

        public Optional<Duration> timeout() {
            return timeout;
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
            return this;
        }

        @Override
        public void acknowledge(SipRequest ack, SipPeer to) {
            acknowledged = true;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
