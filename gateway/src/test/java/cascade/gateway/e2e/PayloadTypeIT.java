package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.media.RtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lower that answers PS as 96 whatever it was offered, under uppers that number it otherwise or do not take it. */
@FieldReport(value = "F28", part = "over SIP")
class PayloadTypeIT {

    private final ScriptedCascade cascade =
            new ScriptedCascade("gateway.media { no-media-timeout = 60s, media-timeout = 60s }\n").up();

    @AfterEach
    void close() {
        cascade.close();
    }

    private String offer(int port, String format) {
        return cascade.offer(port)
                .replace("RTP/AVP 96 97 98", "RTP/AVP " + format.substring(0, format.indexOf(' ')))
                .replaceAll("a=rtpmap:9[78].*\r\n", "")
                .replace("a=rtpmap:96 PS/90000", "a=rtpmap:" + format);
    }

    @Test
    void psIsAnsweredAndSentByTheNumberThatTheUpperOffered() throws SdpSyntaxException {
        try (RtpPeer camera = RtpPeer.on(cascade.lowerHost);
                RtpPeer viewer = RtpPeer.on(cascade.upperHost)) {
            cascade.upper.sends(
                    cascade.invite(CHANNEL, offer(viewer.rtpAddress().getPort(), "100 PS/90000"))
                            .build());
            SipRequest inviteDown = cascade.lower.expectsRequest("INVITE");
            cascade.lowerAccepts(inviteDown, camera.rtpAddress().getPort());
            SipResponse ok = cascade.upper.expectsResponse(200, "INVITE");
            cascade.upper.sends(cascade.upperInDialog("ACK", 20, ok).build());
            cascade.lower.expectsRequest("ACK");

            assertThat(ok.bodyText()).contains("RTP/AVP 100\r\n", "a=rtpmap:100 PS/90000");
            int port =
                    SdpParser.parse(inviteDown.bodyText()).video().orElseThrow().port();
            camera.sendRtp(new LegAddress(cascade.districtHost, port), RtpPeer.packet(1, 1, MediaLab.SOURCE_SSRC));
            assertThat(viewer.receiveRtp().bytes()[1]).isEqualTo((byte) 100);
        }
    }

    @Test
    void aSecondViewerThatTakesNoPsIsAnswered488AndTheFirstGoesOn() {
        cascade.establish(10_000, 20_000);

        SipRequest second =
                cascade.invite(CHANNEL, offer(11_000, "98 H264/90000")).build();
        cascade.upper.sends(second);

        SipResponse refused = cascade.upper.expectsResponse(488, second);
        assertThat(refused.header("Warning").orElseThrow()).contains("96 PS/90000", "98 H264/90000");
        await().until(() -> cascade.ended("bad-offer") == 1);
        assertThat(cascade.gateway.streams()).hasSize(1);
    }
}
