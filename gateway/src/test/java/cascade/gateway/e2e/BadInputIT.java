package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input from a known peer: an answer each, a counter each, and the next good call works. */
class BadInputIT {

    private final ScriptedCascade cascade = new ScriptedCascade().up();
    private final ScriptedPeer upper = cascade.upper;

    @AfterEach
    void theNextGoodCallWorks() {
        Established call = cascade.establish(6000, 6100);
        cascade.upperHangsUp(call.ok());
        await().until(() -> cascade.ended("upper-bye") == 1);
        cascade.close();
    }

    private void counted(String metric, String kind) {
        await().until(() -> cascade.gateway.metric(metric, "domain=\"city\"", "kind=\"" + kind + "\"") == 1);
    }

    @Test
    void anUnparsableDatagramIsAnswered400() {
        upper.sends(
                "MESSAGE sip:x@y SIP/2.0\r\nVia: SIP/2.0/UDP " + cascade.upperHost + ":7100;rport;branch=z9hG4bK1\r\n"
                        + "From: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: 1\r\nCSeq: nonsense MESSAGE\r\n\r\n");
        // the answer repeats the broken CSeq, which our own reader refuses: the metric tells that it left
        counted("cascade_sip_rejected_total", "grammar");
    }

    @Test
    void aMessageThatIsNotXmlIsAnswered400() {
        upper.sends(message("not xml at all"));
        refused("xml-not-xml");
    }

    @Test
    void aBodyOf60KilobytesOfNoiseIsAnswered400() {
        upper.sends(message("<Query>" + "x".repeat(60_000) + "</Query>"));
        assertThat(upper.expectsResponse(400, "MESSAGE").header("Warning")).isPresent();
    }

    @Test
    void aDoctypeIsAnswered400() {
        upper.sends(message("<?xml version=\"1.0\"?><!DOCTYPE Query [<!ENTITY a \"b\">]><Query>&a;</Query>"));
        refused("xml-doctype");
    }

    private cascade.gateway.sip.message.SipRequest message(String body) {
        return cascade.upperMessage("MESSAGE", "bad" + System.nanoTime())
                .body("Application/MANSCDP+xml", body.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private void refused(String kind) {
        SipResponse answer = upper.expectsResponse(400, "MESSAGE");
        assertThat(answer.header("Warning")).isPresent();
        counted("cascade_sip_rejected_total", kind);
    }

    /** Its address and its From tell who is alive. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Notify CmdType=\"Keepalive\" SN=\"17\"><DeviceID>1</DeviceID></Notify>",
                "<Notify><CmdType>Keepalive</CmdType><DeviceID>1</DeviceID></Notify>",
                "<Notify><CmdType>Keepalive</CmdType><SN>17</SN><DeviceID>1</DeviceID></Notify><EOF/>"
            })
    @FieldReport("F23")
    void aKeepaliveWithAPoorBodyKeepsItsLowerAlive(String body) {
        cascade.lower.sends(cascade.lowerMessage("MESSAGE", "poor")
                .body("Application/MANSCDP+xml", body.getBytes(StandardCharsets.UTF_8))
                .build());
        cascade.lower.expectsResponse(200, "MESSAGE");
        await().until(() ->
                cascade.gateway.metric("cascade_sip_repairs_total", "domain=\"ncg\"", "kind=\"xml-keepalive\"") == 1);
    }

    @Test
    void anUnknownChannelIsAnswered404() {
        upper.sends(cascade.invite("37280601411319009999", cascade.offer(6002)).build());
        upper.expectsResponse(404, "INVITE");
        await().until(() -> cascade.ended("not-found") == 1);
    }

    @Test
    void anOfferThatIsNoSdpIsAnswered488() {
        upper.sends(cascade.invite(CHANNEL, "hello\r\n").build());
        upper.expectsResponse(488, "INVITE");
        await().until(() -> cascade.ended("bad-offer") == 1);
    }

    @Test
    void aStrangerIsAnswered403AndCounted() {
        try (ScriptedPeer stranger = new ScriptedPeer(cascade.net.host(66), 7100, cascade.cityHost, 7100)) {
            stranger.sends(cascade.invite(CHANNEL, cascade.offer(6002)).build());
            assertThat(stranger.expectsResponse(403, "INVITE").header("Warning"))
                    .isPresent();
        }
        await().until(() -> cascade.gateway.metric("cascade_sip_rejected_total", "domain=\"unknown\"") >= 1);
    }

    @Test
    void anUnknownMethodIsAnswered501() {
        upper.sends(cascade.upperMessage("DANCE", "dance").build());
        assertThat(upper.expectsResponse(501, "DANCE").header("Allow")).isPresent();
    }
}
