package cascade.gateway.sip;

import static cascade.gateway.testkit.sip.WireMessage.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.sip.RawPeer;
import cascade.gateway.testkit.sip.WireMessage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 3261 section 8.2 asks of a UAS before the application sees a request. */
@ResourceLock(EndpointFixture.HOSTS)
class UasRulesIT {

    private final EndpointFixture gateway = new EndpointFixture(
            TestSettings.fast().t1(Duration.ofMillis(20)),
            source -> source.host().getHostAddress().equals(EndpointFixture.PEER_HOST)
                    ? Optional.of("peer")
                    : Optional.empty());
    private final RawPeer peer = gateway.rawPeer();

    @AfterEach
    void close() {
        peer.close();
        gateway.close();
    }

    private static WireMessage invite(String branch) {
        return request("INVITE")
                .replace("Call-ID", "Call-ID: forked")
                .replace(
                        "Via",
                        "Via: SIP/2.0/UDP %s;rport;branch=z9hG4bK%s".formatted(EndpointFixture.SUBNET.host(2), branch));
    }

    @Test
    @FieldReport(value = "load 19", part = "482")
    void aSecondCopyOfAnInviteIsALoop() {
        gateway.handler(tx -> {});
        peer.send(invite("one").text());
        peer.send(invite("two").text());
        assertThat(peer.receive()).startsWith("SIP/2.0 482 Loop Detected\r\n");
        assertThat(gateway.handled).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"CSeq, CSeq: 21 INVITE", "From, From: <sip:a@b>;tag=2", "Call-ID, Call-ID: other"})
    void anotherInviteIsNoCopy(String name, String line) {
        gateway.handler(tx -> {});
        peer.send(invite("one").text());
        peer.send(invite("two").replace(name, line).text());
        peer.whatCameUntilNow();
        assertThat(gateway.handled).hasSize(2);
    }

    @Test
    void anInviteThatWasRefusedMayComeAgain() {
        gateway.handler(tx -> tx.respond(tx.answer(486).build()));
        peer.send(invite("one").text());
        peer.receive("SIP/2.0 486");
        peer.send(invite("two").text());
        peer.receive("SIP/2.0 486");
        await().untilAsserted(() -> assertThat(gateway.handled).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({
        "INVITE, application/unknown, <audio/>",
        "INVITE, multipart/mixed;boundary=x, --x",
        "MESSAGE, multipart/mixed;boundary=x, --x",
        "MESSAGE, application/octet-stream, x"
    })
    @FieldReport(value = "load 19", part = "415 with Accept")
    void aBodyOfAnotherTypeIsRefusedWithTheTypesThatAreUnderstood(String method, String type, String body) {
        peer.send(request(method).line("Content-Type: " + type).body(body).text());
        assertThat(peer.receive())
                .startsWith("SIP/2.0 415 Unsupported Media Type\r\n")
                .contains("\r\nAccept: application/sdp, application/MANSCDP+xml\r\n");
        assertThat(gateway.handled).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INVITE, text/plain, v=0",
        "MESSAGE, text/plain, <Notify/>",
        "MESSAGE, text/xml, x",
        "MESSAGE, Application/MANSCDP, x",
        "REGISTER, application/octet-stream, x"
    })
    void aBodyThatOnlyHasACarelessLabelIsRead(String method, String type, String body) {
        gateway.handler(ServerTransaction::ignore);
        peer.send(request(method).line("Content-Type: " + type).body(body).text());
        peer.whatCameUntilNow();
        assertThat(gateway.handled).hasSize(1);
    }

    @Test
    @FieldReport(value = "load 19", part = "Content-Encoding")
    void anEncodedBodyIsRefusedWithTheEncodingThatIsUnderstood() {
        peer.send(request("MESSAGE").line("Content-Encoding: gzip").body("x").text());
        assertThat(peer.receive()).startsWith("SIP/2.0 415 ").contains("\r\nAccept-Encoding: identity\r\n");
    }

    @Test
    @FieldReport(value = "load 19", part = "406")
    void anInviteThatTakesNoSdpIsNotAcceptable() {
        peer.send(request("INVITE")
                .line("Accept: text/nobodyKnowsThis")
                .body("v=0\r\n")
                .text());
        assertThat(peer.receive()).startsWith("SIP/2.0 406 Not Acceptable\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/sdp", "text/plain, Application/SDP;level=1", "*/*", "application/*;q=0.1"})
    void anInviteThatTakesSdpIsAcceptable(String accept) {
        gateway.handler(tx -> {});
        peer.send(request("INVITE").line("Accept: " + accept).body("v=0\r\n").text());
        peer.whatCameUntilNow();
        assertThat(gateway.handled).hasSize(1);
    }

    /** Its address may be another's, who would be flooded by what we repeat. */
    @Test
    @FieldReport(value = "load 19", part = "repeated answers to strangers")
    void aStrangersInviteGetsNoMoreBytesThanItSent() {
        gateway.handler(tx -> tx.refuse(403, "a reason that is much longer than the request ".repeat(9)));
        try (RawPeer stranger = gateway.rawPeer(EndpointFixture.SUBNET.host(3))) {
            byte[] invite = request("INVITE")
                    .line("Contact: <sip:34020000002000000001@192.0.2.1:5060>")
                    .body("v=0\r\n")
                    .bytes();
            stranger.send(invite);
            assertThat(stranger.receive()).startsWith("SIP/2.0 403 ").hasSizeLessThanOrEqualTo(invite.length);
            // timer G fires several times before the transaction is gone
            gateway.awaitQuiet();
            assertThat(gateway.seen.events()).contains("rejected unknown amplification");
            assertThat(gateway.seen.count("sent unknown INVITE 403")).isEqualTo(1);
        }
    }
}
