package cascade.gateway.call.leg;

import cascade.gateway.domain.DomainStage;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.AnsweredInvite;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Link to a peer that is always there, over a {@link LegWire}; legs send no MANSCDP. */
final class FakePeerLink implements PeerLink {

    private static final String OURS = "37280600002000000001";

    private final LegWire wire;

    FakePeerLink(LegWire wire) {
        this.wire = wire;
    }

    @Override
    public SipRequest.Builder newRequest(String method, String userOfRequestUri, String userOfTo) {
        return SipRequest.builder(method, SipUri.of(userOfRequestUri, "192.168.1.20", 7100))
                .from(NameAddr.tagged(SipUri.of(OURS, "10.69.91.7"), "ours"))
                .to(NameAddr.of(SipUri.of(userOfTo, "192.168.1.20")))
                .callId("below")
                .cseq(1)
                .contact(localContact());
    }

    @Override
    public NameAddr localContact() {
        return NameAddr.of(SipUri.of(OURS, "10.69.91.7", 7100));
    }

    @Override
    public ListeningPoint local() {
        return DomainStage.point(wire.peer().network());
    }

    @Override
    public ClientTransaction send(SipRequest request) {
        return wire.send(request);
    }

    @Override
    public ClientTransaction send(SipRequest request, Duration timeout) {
        return wire.send(request);
    }

    @Override
    public ClientTransaction send(SipRequest request, Dialog dialog) {
        return wire.send(request);
    }

    @Override
    public void acknowledge(AnsweredInvite invite, Dialog dialog) {
        invite.acknowledge(dialog.ack(invite.request()), wire.peer());
    }

    @Override
    public ClientTransaction resume(SipRequest sent, SipPeer peer, Optional<String> answeredTag) {
        return wire.resume(sent, answeredTag);
    }

    @Override
    public ServerTransaction resume(SipRequest received, SipPeer source, String localTag) {
        return wire.resume(received, localTag);
    }

    @Override
    public void wasAt(SipPeer former) {
        // it is there always
    }

    @Override
    public Future<SipResponse> sendMessage(ManscdpMessage message) {
        throw new AssertionError("a leg sent MANSCDP");
    }

    @Override
    public Future<SipResponse> sendMessage(byte[] manscdpBody) {
        throw new AssertionError("a leg sent MANSCDP");
    }

    @Override
    public Future<SipResponse> sendMessage(String deviceId, byte[] manscdpBody, Onward onward) {
        throw new AssertionError("a leg sent MANSCDP");
    }

    @Override
    public byte[] write(ManscdpMessage message) {
        throw new AssertionError("a leg wrote MANSCDP");
    }

    @Override
    public long nextSn() {
        throw new AssertionError("a leg asked for an SN");
    }
}
