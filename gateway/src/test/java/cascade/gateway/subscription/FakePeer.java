package cascade.gateway.subscription;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ClientTransaction;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** Peer that keeps what it is sent until a test answers. */
final class FakePeer implements SubscriptionPeer {

    private static final SipUri URI = SipUri.of("37280600002000000001", "127.0.0.1", 7100);

    /** A request that waits for the test's answer. */
    record Sent(SipRequest request, Promise<SipResponse> answer) {

        void answer(int status) {
            answer.complete(SipResponse.to(request, status)
                    .toTag("theirs")
                    .contact(NameAddr.of(URI))
                    .build());
        }

        void answer(int status, String header, String value) {
            answer.complete(
                    SipResponse.to(request, status).header(header, value).build());
        }

        void timeOut() {
            answer.fail("no answer");
        }

        String expires() {
            return request.header("Expires").orElseThrow();
        }
    }

    final List<Sent> sent = new ArrayList<>();
    boolean reachable = true;

    static Dialog dialog() {
        SipRequest subscribe = newRequest("SUBSCRIBE").build();
        return Dialog.ofClient(
                subscribe,
                SipResponse.to(subscribe, 200)
                        .toTag("theirs")
                        .contact(NameAddr.of(URI))
                        .build(),
                "district");
    }

    private static SipRequest.Builder newRequest(String method) {
        return SipRequest.builder(method, URI)
                .from(NameAddr.tagged(URI, "ours"))
                .to(NameAddr.of(URI))
                .contact(NameAddr.of(URI))
                .callId("call-" + System.identityHashCode(new Object()));
    }

    Sent last() {
        return sent.getLast();
    }

    @Override
    public String name() {
        return "district";
    }

    @Override
    public boolean isOnline() {
        return reachable;
    }

    @Override
    public boolean isReachable() {
        return reachable;
    }

    @Override
    public SipRequest.Builder newSubscribe() {
        return newRequest("SUBSCRIBE");
    }

    @Override
    public ClientTransaction send(SipRequest request, Dialog dialog) {
        return send(request);
    }

    @Override
    public ClientTransaction send(SipRequest request) {
        Promise<SipResponse> answer = Promise.promise();
        sent.add(new Sent(request, answer));
        return new ClientTransaction() {
            @Override
            public SipRequest request() {
                return request;
            }

            @Override
            public SipPeer peer() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Future<SipResponse> response() {
                return answer.future();
            }

            @Override
            public ClientTransaction onProvisional(Handler<SipResponse> handler) {
                return this;
            }

            @Override
            public ClientTransaction onSurplusAnswer(SurplusHandler handler) {
                return this;
            }

            @Override
            public ClientTransaction onUnacknowledgedAnswer(Runnable handler) {
                return this;
            }

            @Override
            public void acknowledge(SipRequest ack, SipPeer to) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void cancel() {
                throw new UnsupportedOperationException();
            }
        };
    }
}
