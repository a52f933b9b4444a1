package cascade.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.sip.RawPeer;
import cascade.gateway.testkit.sip.WireMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** INVITEs that a former process left in the middle: the next one ends their transactions as the RFC wants it. */
@ResourceLock(EndpointFixture.HOSTS)
class ResumedInviteIT {

    private static final String CALL_ID = "of-a-former-process";

    private final EndpointFixture gateway = new EndpointFixture(TestSettings.fast());
    private final RawPeer peer = gateway.rawPeer();
    private final SipPeer there = EndpointFixture.peer(SipTransport.UDP, peer.port());

    @AfterEach
    void close() {
        peer.close();
        gateway.close();
    }

    /** As it stands in a record. */
    private SipRequest sentBefore() {
        return read(WireMessage.request("INVITE")
                .replace("Call-ID", "Call-ID: " + CALL_ID)
                .replace(
                        "Via",
                        "Via: SIP/2.0/UDP " + EndpointFixture.HOST + ":" + gateway.point.port()
                                + ";rport;branch=z9hG4bKbefore")
                .text());
    }

    private static SipRequest read(String text) {
        SipReader.Reading reading =
                new SipReader(WireMessage.LIMITS).read(text.getBytes(StandardCharsets.UTF_8), false);
        SipMessage message = ((SipReader.Reading.Message) reading).message();
        return (SipRequest) message;
    }

    @Test
    void anUnansweredInviteIsCancelledUnderItsOwnBranchAndIts487Acknowledged() {
        SipRequest invite = sentBefore();
        ClientTransaction resumed =
                gateway.loop.call(() -> gateway.endpoint.resume(invite, there, Optional.empty(), MessageSecurity.NONE));
        gateway.loop.call(() -> {
            resumed.cancel();
            return null;
        });

        String cancel = peer.receive("CANCEL");
        assertThat(RawPeer.header(cancel, "Via")).contains("branch=z9hG4bKbefore");
        assertThat(RawPeer.header(cancel, "Call-ID")).isEqualTo(CALL_ID);
        peer.send(RawPeer.answer(cancel, "SIP/2.0 200 OK"));
        peer.send(RawPeer.answer(text(invite), "SIP/2.0 487 Request Terminated"));

        assertThat(RawPeer.header(peer.receive("ACK"), "Via")).contains("branch=z9hG4bKbefore");
        assertThat(gateway.loop.await(resumed::response).status()).isEqualTo(487);
        gateway.awaitQuiet();
    }

    @Test
    void a2xxThatCrossesTheCancelIsTheCallersToEnd() {
        SipRequest invite = sentBefore();
        ClientTransaction resumed =
                gateway.loop.call(() -> gateway.endpoint.resume(invite, there, Optional.empty(), MessageSecurity.NONE));
        gateway.loop.call(() -> {
            resumed.cancel();
            return null;
        });
        peer.send(RawPeer.answer(peer.receive("CANCEL"), "SIP/2.0 200 OK"));
        peer.send(RawPeer.answer(text(invite), "SIP/2.0 200 OK"));

        assertThat(gateway.loop.await(resumed::response).status()).isEqualTo(200);
    }

    @Test
    void eachRepetitionOfA2xxThatCameBeforeIsAcknowledged() {
        SipRequest invite = sentBefore();
        ClientTransaction resumed = gateway.loop.call(
                () -> gateway.endpoint.resume(invite, there, Optional.of("theirs"), MessageSecurity.NONE));
        SipRequest tagged = invite.toBuilder().to(invite.to().withTag("theirs")).build();
        gateway.loop.call(() -> {
            resumed.acknowledge(Dialog.ofClient(tagged, "peer").ack(), there);
            return null;
        });
        assertThat(RawPeer.header(peer.receive("ACK"), "To")).contains("tag=theirs");

        peer.send(RawPeer.answer(text(tagged), "SIP/2.0 200 OK"));

        assertThat(RawPeer.header(peer.receive("ACK"), "To")).contains("tag=theirs");
    }

    @Test
    void anInviteThatWasNotAnsweredIsRefusedAndTheRefusalRepeatedUntilItsAck() {
        SipRequest received = read(WireMessage.request("INVITE")
                .replace("Call-ID", "Call-ID: " + CALL_ID)
                .replace(
                        "Via",
                        "Via: SIP/2.0/UDP " + EndpointFixture.PEER_HOST + ":" + peer.port() + ";rport=" + peer.port()
                                + ";branch=z9hG4bKtheirs")
                .text());
        gateway.loop.call(() -> {
            ServerTransaction invite = gateway.endpoint.resume(received, there, "ours");
            invite.refuse(480, "the gateway was restarted");
            return null;
        });

        List<String> refusals = new ArrayList<>();
        refusals.add(peer.receive("SIP/2.0 480"));
        refusals.add(peer.receive("SIP/2.0 480"));
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(RawPeer.header(refusal, "To")).contains("tag=ours");
            assertThat(RawPeer.header(refusal, "Via")).contains("branch=z9hG4bKtheirs");
        });
        peer.send(WireMessage.request("ACK")
                .replace("Call-ID", "Call-ID: " + CALL_ID)
                .replace(
                        "Via",
                        "Via: SIP/2.0/UDP " + EndpointFixture.PEER_HOST + ":" + peer.port()
                                + ";rport;branch=z9hG4bKtheirs")
                .replace("CSeq", "CSeq: 20 ACK")
                .text());
        gateway.awaitQuiet();
    }

    private static String text(SipRequest request) {
        return new String(SipWriter.write(request), StandardCharsets.UTF_8);
    }
}
