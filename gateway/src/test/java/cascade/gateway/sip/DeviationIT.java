package cascade.gateway.sip;

import static cascade.gateway.sip.EndpointFixture.HOST;
import static cascade.gateway.sip.EndpointFixture.PEER_HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.testkit.sip.RawPeer;
import cascade.gateway.testkit.sip.WireMessage;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What products do on the wire that no RFC foresees, each named, over a real socket. */
@ResourceLock(EndpointFixture.HOSTS)
class DeviationIT {

    private static final String ELSEWHERE = EndpointFixture.SUBNET.host(9);

    private final EndpointFixture gateway =
            new EndpointFixture(TestSettings.fast().t1(Duration.ofMillis(50)));
    private final RawPeer peer = gateway.rawPeer();

    @AfterEach
    void close() {
        peer.close();
        gateway.close();
    }

    private static WireMessage message(String callId) {
        return WireMessage.request("MESSAGE").replace("Call-ID", "Call-ID: " + callId);
    }

    /** An INVITE that the gateway accepts; what its ACK comes to. */
    private Promise<SipRequest> acceptInvites() {
        Promise<SipRequest> acknowledged = Promise.promise();
        gateway.handler(tx -> {
            if (tx.request().is("INVITE")) {
                tx.accept(tx.answer(200).build()).onComplete(acknowledged);
            } else {
                tx.respond(tx.answer(200).build());
            }
        });
        return acknowledged;
    }

    @Test
    void allAtOnceLfPaddingOddRportNoCookieGbkNameAndNoTag() {
        peer.send(WireMessage.request("Message")
                .replace("Via", "via: SIP/2.0/UDP " + PEER_HOST + ":" + peer.port() + ";branch=596eab;RPort=rport")
                .replace("From", "From: 测试<sip:34020000002000000001@3402000000>")
                .replace("To", "To: sip:34020000001320000001@3402000000;transport=udp")
                .line("Route: <sip:" + HOST + ";lr>")
                .line("Date: 2019-12-25T16:45:44")
                .line("Content-Length:    5")
                .lineEnd("\n")
                .charset("GBK")
                .uncountedBody("你好!too much")
                .bytes());

        assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
        SipRequest read = gateway.handled.getFirst();
        assertThat(read.method()).isEqualTo("MESSAGE");
        assertThat(read.header("Date")).contains("2019-12-25T16:45:44");
        assertThat(read.body()).hasSize(5);
        assertThat(gateway.seen.events())
                .contains(
                        "repaired peer lf-only",
                        "repaired peer extra-bytes",
                        "repaired peer display-name",
                        "repaired peer method-case",
                        "repaired peer no-from-tag",
                        "repaired peer old-branch",
                        "repaired peer rport-form");
    }

    @Test
    void aRouteInARegisterIsIgnored() {
        peer.send(WireMessage.request("REGISTER")
                .line("Route: <sip:" + ELSEWHERE + ":5060;lr>")
                .text());
        assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n").doesNotContain("Route");
        assertThat(gateway.handled).singleElement().matches(request -> request.is("REGISTER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {";branch=z9hG4bK1", ";branch=596eab", ""})
    void aRepeatedRequestIsAbsorbedAndAnsweredAsBeforeWhateverItsBranch(String branch) {
        WireMessage message = message("same").replace("Via", "Via: SIP/2.0/UDP " + PEER_HOST + ";rport" + branch);
        peer.send(message.bytes());
        peer.send(message.bytes());
        assertThat(peer.receive()).isEqualTo(peer.receive()).startsWith("SIP/2.0 200");
        assertThat(gateway.handled).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {";branch=z9hG4bKfixed", ";branch=596eab", ";branch=z9hG4bK", ""})
    void differentRequestsWithOneBranchAreNotMerged(String branch) {
        String via = "Via: SIP/2.0/UDP " + PEER_HOST + ";rport" + branch;
        peer.send(message("one").replace("Via", via).text());
        peer.send(message("two").replace("Via", via).text());
        peer.send(message("two")
                .replace("Via", via)
                .replace("CSeq", "CSeq: 21 MESSAGE")
                .text());
        assertThat(List.of(peer.receive(), peer.receive(), peer.receive()))
                .allMatch(answer -> answer.startsWith("SIP/2.0 200"));
        assertThat(gateway.handled).hasSize(3);
    }

    @Test
    void anAckWithABranchAndARequestUriOfItsOwnFindsItsInvite() {
        Promise<SipRequest> acknowledged = acceptInvites();
        WireMessage invite = WireMessage.request("INVITE").replace("Call-ID", "Call-ID: call");
        peer.send(invite.text());
        peer.receive("SIP/2.0 200");
        peer.send(WireMessage.request("ACK")
                .startLine("ACK sip:somebody@else.example SIP/2.0")
                .replace("Via", "Via: SIP/2.0/UDP " + PEER_HOST + ";rport;branch=other")
                .replace("Call-ID", "Call-ID: call")
                .text());
        await().until(() -> acknowledged.future().succeeded());
        assertThat(peer.whatCameUntilNow()).doesNotContain("481");
    }

    @Test
    void anAckWithABranchOfItsOwnEndsTheRepetitionOfAFailure() {
        gateway.handler(tx -> tx.respond(tx.answer(486).build()));
        peer.send(WireMessage.request("INVITE")
                .replace("Call-ID", "Call-ID: call")
                .text());
        peer.receive("SIP/2.0 486");
        peer.send(WireMessage.request("ACK")
                .replace("Via", "Via: SIP/2.0/UDP " + PEER_HOST + ";rport;branch=tag-callid-ip-20-ACK")
                .replace("Call-ID", "Call-ID: call")
                .text());
        gateway.awaitQuiet();
        assertThat(gateway.seen.events()).doesNotContain("rejected peer no-ack", "rejected peer stray-ack");
    }

    @Test
    void aFailureThatIsNeverAcknowledgedIsGivenUpWithoutHarm() {
        gateway.handler(tx -> tx.respond(tx.answer(486).build()));
        peer.send(WireMessage.request("INVITE").text());
        gateway.awaitQuiet();
        assertThat(gateway.seen.count("rejected peer no-ack")).isEqualTo(1);
        assertThat(gateway.seen.count("retransmitted peer response")).isGreaterThan(3);
    }

    @Test
    void aCancelWithABranchOfItsOwnFindsItsInvite() {
        gateway.handler(tx -> {
            tx.respond(tx.answer(100).build());
            tx.onCancel(cancel -> tx.respond(tx.answer(487).build()));
        });
        peer.send(WireMessage.request("INVITE")
                .replace("Call-ID", "Call-ID: call")
                .text());
        peer.receive("SIP/2.0 100");
        peer.send(WireMessage.request("CANCEL")
                .replace("Via", "Via: SIP/2.0/UDP " + PEER_HOST + ";rport;branch=z9hG4bKother")
                .replace("Call-ID", "Call-ID: call")
                .text());
        String toCancel = peer.receive("SIP/2.0 200");
        String toInvite = peer.receive("SIP/2.0 487");
        assertThat(RawPeer.header(toCancel, "CSeq")).isEqualTo("20 CANCEL");
        assertThat(RawPeer.header(toCancel, "To")).isEqualTo(RawPeer.header(toInvite, "To"));
    }

    @Test
    void aRepeatedInviteGetsTheSame200AndIsNotANewCall() {
        acceptInvites();
        String invite = WireMessage.request("INVITE").text();
        peer.send(invite);
        String first = peer.receive("SIP/2.0 200");
        peer.send(invite);
        assertThat(peer.receive("SIP/2.0 200")).isEqualTo(first);
        peer.whatCameUntilNow();
        assertThat(gateway.handled).hasSize(1);
    }

    @Test
    void aRepeated200IsAcknowledgedAgainWithTheSameAck() {
        ClientTransaction invite = gateway.send(
                gateway.request("INVITE", peer.port()).build(), EndpointFixture.peer(SipTransport.UDP, peer.port()));
        String request = peer.receive("INVITE");
        acknowledgeEverySuccess(invite);
        String ok = RawPeer.answer(request, "SIP/2.0 200 OK", 1);
        peer.send(ok);
        String ack = peer.receive("ACK");
        peer.send(ok);
        peer.send(ok);
        assertThat(peer.receive("ACK")).isEqualTo(ack);
        assertThat(peer.receive("ACK")).isEqualTo(ack);
        assertThat(gateway.seen.count("retransmitted peer ack")).isEqualTo(2);
    }

    private void acknowledgeEverySuccess(ClientTransaction invite) {
        gateway.loop.run(() -> {
            invite.response().onSuccess(ok -> acknowledge(invite, ok));
            invite.onSurplusAnswer((sent, ok) -> acknowledge(invite, ok));
        });
    }

    private static void acknowledge(ClientTransaction invite, SipResponse ok) {
        Dialog dialog = Dialog.ofClient(invite.request(), ok, "far");
        invite.acknowledge(dialog.ack(), invite.peer());
    }

    @Test
    void eachOfSeveral200sWithTagsOfTheirOwnIsToldOnceAndAcknowledgedAsItself() {
        ClientTransaction invite = gateway.send(
                gateway.request("INVITE", peer.port()).build(), EndpointFixture.peer(SipTransport.UDP, peer.port()));
        List<SipResponse> surplus = new CopyOnWriteArrayList<>();
        String request = peer.receive("INVITE");
        gateway.loop.run(() -> {
            invite.response().onSuccess(ok -> acknowledge(invite, ok));
            invite.onSurplusAnswer((sent, ok) -> {
                surplus.add(ok);
                acknowledge(invite, ok);
            });
        });
        String first = RawPeer.answer(request, "SIP/2.0 200 OK", 1);
        String second = RawPeer.answer(request, "SIP/2.0 200 OK", 2);
        peer.send(first);
        assertThat(RawPeer.header(peer.receive("ACK"), "To")).endsWith(";tag=1");
        peer.send(second);
        assertThat(RawPeer.header(peer.receive("ACK"), "To")).endsWith(";tag=2");
        peer.send(second);
        assertThat(RawPeer.header(peer.receive("ACK"), "To")).endsWith(";tag=2");
        peer.send(first);
        assertThat(RawPeer.header(peer.receive("ACK"), "To")).endsWith(";tag=1");
        assertThat(invite.response().result().to().tag()).contains("1");
        assertThat(surplus)
                .singleElement()
                .satisfies(ok -> assertThat(ok.to().tag()).contains("2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/2.0 100 Trying", "SIP/2.0 101 Dialog Establishment", "SIP/2.0 180", "SIP/2.0 183 x"})
    void anyProvisionalAnswerWithOrWithoutTagIsProvisional(String statusLine) {
        ClientTransaction invite = gateway.send(
                gateway.request("INVITE", peer.port()).build(), EndpointFixture.peer(SipTransport.UDP, peer.port()));
        List<SipResponse> provisional = new CopyOnWriteArrayList<>();
        gateway.loop.run(() -> invite.onProvisional(provisional::add));
        String request = peer.receive("INVITE");
        peer.send(RawPeer.answer(request, statusLine, 5));
        peer.send(RawPeer.answer(request, statusLine));
        await().until(() -> provisional.size() == 2);
        assertThat(invite.response().isComplete()).isFalse();
    }

    @Test
    void a200ThatFollowsAFailureIsHandedOutSoThatNothingStreamsToNobody() {
        ClientTransaction invite = gateway.send(
                gateway.request("INVITE", peer.port()).build(), EndpointFixture.peer(SipTransport.UDP, peer.port()));
        List<SipResponse> surplus = new CopyOnWriteArrayList<>();
        gateway.loop.run(() -> invite.onSurplusAnswer((sent, success) -> surplus.add(success)));
        String request = peer.receive("INVITE");
        peer.send(RawPeer.answer(request, "SIP/2.0 486 消息超时未回复", 1));
        peer.receive("ACK");
        peer.send(RawPeer.answer(request, "SIP/2.0 200 OK", 2));
        await().until(() -> surplus.size() == 1);
        assertThat(invite.response().result().reason()).isEqualTo("消息超时未回复");
    }

    @Test
    void a200ThatIgnoresTheCancelIsTheAnswer() {
        ClientTransaction invite = gateway.send(
                gateway.request("INVITE", peer.port()).build(), EndpointFixture.peer(SipTransport.UDP, peer.port()));
        String request = peer.receive("INVITE");
        peer.send(RawPeer.answer(request, "SIP/2.0 180 Ringing"));
        gateway.loop.run(invite::cancel);
        String cancel = peer.receive("CANCEL");
        assertThat(RawPeer.header(cancel, "Via")).isEqualTo(RawPeer.header(request, "Via"));
        peer.send(RawPeer.answer(cancel, "SIP/2.0 200 OK"));
        peer.send(RawPeer.answer(request, "SIP/2.0 200 OK", 1));
        assertThat(gateway.loop.await(invite::response).status()).isEqualTo(200);
    }

    @Test
    void anAnswerAfterGivingUpIsCancelledOnce() {
        SipRequest request = gateway.request("INVITE", peer.port()).build();
        ClientTransaction invite = gateway.loop.call(() -> gateway.endpoint.send(
                request, EndpointFixture.peer(SipTransport.UDP, peer.port()), Duration.ofMillis(100)));
        String sent = peer.receive("INVITE");
        assertThat(gateway.loop.awaitFailure(invite::response)).isInstanceOf(SipTimeoutException.class);
        peer.send(RawPeer.answer(sent, "SIP/2.0 180 Ringing"));
        String cancel = peer.receive("CANCEL");
        peer.send(RawPeer.answer(cancel, "SIP/2.0 200 OK"));
        peer.send(RawPeer.answer(sent, "SIP/2.0 180 Ringing"));
        peer.send(RawPeer.answer(sent, "SIP/2.0 487 Request Terminated", 1));
        peer.receive("ACK");
        assertThat(peer.whatCameUntilNow()).doesNotContain("CANCEL");
    }

    @Test
    void optionsPingsReachTheHandlerLikeAnyRequest() {
        peer.send(WireMessage.request("OPTIONS").text());
        assertThat(peer.receive()).startsWith("SIP/2.0 200");
        assertThat(gateway.handled).singleElement().matches(request -> request.is("OPTIONS"));
    }

    @Test
    void keepAlivesOverUdpAreNeitherAnsweredNorCounted() {
        for (String keepAlive : new String[] {"\r\n\r\n", "\r\n", "\0", "\0\0\0\0", ""}) {
            peer.send(keepAlive);
        }
        assertThat(peer.whatCameUntilNow()).isEmpty();
        assertThat(gateway.seen.events()).noneMatch(event -> event.startsWith("rejected"));
    }

    @Test
    void anAnswerGoesToTheSourcePortOnlyWhereRportAsksForIt() throws Exception {
        try (RawPeer listening = gateway.rawPeer()) {
            peer.send(message("to-via")
                    .replace("Via", "Via: SIP/2.0/UDP " + PEER_HOST + ":" + listening.port() + ";branch=z9hG4bK1")
                    .text());
            assertThat(listening.receive()).contains("Call-ID: to-via\r\n");
            peer.send(message("to-source")
                    .replace("Via", "Via: SIP/2.0/UDP " + PEER_HOST + ":" + listening.port() + ";branch=z9hG4bK1;rport")
                    .text());
            String answer = peer.receive();
            assertThat(answer).contains("Call-ID: to-source\r\n");
            assertThat(RawPeer.header(answer, "Via"))
                    .contains(";rport=" + peer.port())
                    .contains(";received=" + PEER_HOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "99999"})
    void anAnswerToAPortThatCannotBeGoesBackToTheSource(String port) {
        peer.send(message("odd-port")
                .replace("Via", "Via: SIP/2.0/UDP " + PEER_HOST + ":" + port + ";branch=z9hG4bK1")
                .text());
        assertThat(peer.receive()).startsWith("SIP/2.0 200").contains("Call-ID: odd-port\r\n");
    }

    @Test
    void anAnswerIsOnlyForThePeerThatSentTheRequestHoweverItsViaReads() {
        peer.send(message("received")
                .replace(
                        "Via",
                        "Via: SIP/2.0/UDP " + ELSEWHERE + ":5060;rport;branch=z9hG4bK1;received=" + ELSEWHERE
                                + ";maddr=" + ELSEWHERE)
                .text());
        assertThat(peer.receive()).contains("Call-ID: received\r\n").contains(";received=" + PEER_HOST);
    }

    private ClientTransaction ask() {
        SipRequest question = gateway.request("INVITE", peer.port()).build();
        return gateway.send(question, EndpointFixture.peer(SipTransport.UDP, peer.port()));
    }

    @Test
    @FieldReport("F26")
    void anAnswerWithoutViaIsTakenForTheRequestWithItsCallIdCSeqAndFromTag() {
        ClientTransaction asked = ask();
        String answer = RawPeer.answer(peer.receive(), "SIP/2.0 200 OK", 7301);
        peer.send(answer.replaceFirst("Via: .*\r\n", ""));

        assertThat(gateway.loop.await(asked::response).status()).isEqualTo(200);
        assertThat(gateway.seen.events()).contains("repaired peer no-via");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Call-ID: .*", "CSeq: .*", ";tag=[0-9a-f]+\\r\\nTo"})
    @FieldReport(value = "F26", part = "and no other answer")
    void anAnswerWithoutViaAndWithAnotherIdentityIsNobodys(String identity) {
        ask();
        String answer = RawPeer.answer(peer.receive(), "SIP/2.0 200 OK", 7301).replaceFirst("Via: .*\r\n", "");
        String replacement = switch (identity.substring(0, 2)) {
            case "Ca" -> "Call-ID: guessed";
            case "CS" -> "CSeq: 1 MESSAGE";
            default -> ";tag=guessed\r\nTo";
        };
        peer.send(answer.replaceFirst(identity, replacement));
        peer.whatCameUntilNow();

        assertThat(gateway.seen.events()).contains("rejected peer stray-response");
    }

    @Test
    @FieldReport(value = "F26", part = "and nobody else's")
    void anAnswerWithoutViaFromAnotherHostIsNobodys() {
        try (var strange = new EndpointFixture(TestSettings.fast(), source -> Optional.empty());
                var asked = strange.rawPeer();
                var other = strange.rawPeer(EndpointFixture.SUBNET.host(3))) {
            SipRequest question = strange.request("INVITE", asked.port()).build();
            strange.send(question, EndpointFixture.peer(SipTransport.UDP, asked.port()));
            String answer = RawPeer.answer(asked.receive(), "SIP/2.0 200 OK", 7301);
            other.send(answer.replaceFirst("Via: .*\r\n", ""));
            await().untilAsserted(() -> assertThat(strange.seen.events()).contains("rejected unknown stray-response"));
        }
    }
}
