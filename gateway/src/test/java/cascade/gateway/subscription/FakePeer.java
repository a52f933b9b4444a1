package cascade.gateway.subscription;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Peer that keeps what it is sent until a test answers. */
final class FakePeer implements SubscriptionPeer {

    private static final SipUri URI = SipUri.of("37280600002000000001", "192.168.1.20", 7100);
    private static final SipPeer ADDRESS =
            new SipPeer("district", SipTransport.UDP, new InetSocketAddress("192.168.1.20", 7100));

    final List<FakeClientTransaction> sent = new ArrayList<>();
    boolean reachable = true;
    boolean resumed;

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

    FakeClientTransaction last() {
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
    public boolean isResumed() {
        return resumed;
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
        var transaction = new FakeClientTransaction(request, ADDRESS);
        sent.add(transaction);
        return transaction;
    }
}
