package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What both sides say about media before any flows: what is refused, and what is asked for when a viewer joins. */
class MediaAgreementIT {

    private final ScriptedCascade cascade = new ScriptedCascade("""
            domains.ncg.quirks.key-frame-on-join = true
            gateway.media { key-frame-interval = 3s, no-media-timeout = 10s }
            domains.city.media { networks = ["UPPER"], accept = [udp, tcp-passive] }
            """).up();
    private final ScriptedPeer upper = cascade.upper;
    private final ScriptedPeer lower = cascade.lower;

    @AfterEach
    void nothingIsLeftOver() {
        cascade.closeWhenQuiet();
    }

    private void refusedAsBadOffer(String sdp, String... words) {
        upper.sends(cascade.invite(CHANNEL, sdp).build());
        assertThat(upper.expectsResponse(488, "INVITE").header("Warning").orElseThrow())
                .contains(words);
        await().until(() -> cascade.ended("bad-offer") == 1);
    }

    @Test
    void mediaForAThirdPartyIsRefused() {
        String other = cascade.net.host(99);
        refusedAsBadOffer(
                cascade.offer(6000).replace("c=IN IP4 " + cascade.upperHost, "c=IN IP4 " + other), other, "outside");
    }

    @Test
    void aTransportThatTheUpperMayNotUseIsRefused() {
        refusedAsBadOffer(
                cascade.offer(6000).replace("RTP/AVP 96 97 98", "TCP/RTP/AVP 96 97 98\r\na=setup:active"),
                "a=setup:active is not accepted from city");
    }

    @Test
    void anAnswerOfAnotherTransportEndsTheCallOnBothSides() {
        SipRequest inviteDown = cascade.carriedDown(cascade.invite());
        String tcp = cascade.answer(6100).replace("RTP/AVP 96", "TCP/RTP/AVP 96\r\na=setup:active");

        lower.answers(
                inviteDown,
                200,
                ok -> ok.contact(contact(LOWER_ID, cascade.lowerHost))
                        .body("Application/SDP", tcp.getBytes(StandardCharsets.UTF_8)));

        assertThat(upper.expectsResponse(488, "INVITE").header("Warning").orElseThrow())
                .contains("TCP/RTP/AVP in answer to RTP/AVP");
        lower.expectsRequest("ACK");
        lower.answers(lower.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("rejected-by-lower") == 1);
    }

    @Test
    @Clause("9.2 key frame")
    void whoJoinsARunningStreamGetsAKeyFrameAskedFor() {
        Established first = cascade.establish(6000, 6100);
        SipResponse second = joins(6002);

        SipRequest control = lower.expectsRequest("MESSAGE", "<CmdType>DeviceControl</CmdType>");
        assertThat(control.uri().user()).isEqualTo(CHANNEL);
        assertThat(control.bodyText()).contains("<Control>", "<IFameCmd>Send</IFameCmd>");
        assertThat(field(control, "DeviceID")).isEqualTo(CHANNEL);
        lower.answers(control, 200);

        // two more at once, still within the interval: one more request
        SipResponse third = joins(6004);
        SipResponse fourth = joins(6006);
        SipRequest again = lower.expectsRequest("MESSAGE", "<CmdType>DeviceControl</CmdType>");
        assertThat(field(again, "SN")).isNotEqualTo(field(control, "SN"));
        lower.answers(again, 404);

        leave(first.ok(), second, third, fourth);
        lower.answers(lower.expectsRequest("BYE"), 200);
        lower.hasNot("MESSAGE", "<CmdType>DeviceControl</CmdType>");
        await().until(() -> cascade.ended("upper-bye") == 4);
    }

    private SipResponse joins(int port) {
        upper.sends(cascade.invite(CHANNEL, cascade.offer(port)).build());
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        upper.sends(cascade.upperInDialog("ACK", 20, ok).build());
        return ok;
    }

    private void leave(SipResponse... calls) {
        for (SipResponse call : calls) {
            upper.sends(cascade.upperInDialog("BYE", 21, call).build());
            upper.expectsResponse(200, "BYE");
        }
    }
}
