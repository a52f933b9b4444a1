package cascade.gateway.profile;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.LegAddress;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.TcpPeer;
import org.junit.jupiter.api.AutoClose;

/** Fields about the packets themselves. */
class MediaQuirksIT {

    private static final int SSRC = 100_007_399;

    @AutoClose
    private ScriptedCascade cascade;

    private void up(String quirk) {
        cascade = new ScriptedCascade("domains." + quirk + "\n").up();
    }

    /** Where a description wants its packets. */
    private static LegAddress address(String body) {
        try {
            SessionDescription sdp = SdpParser.parse(body);
            return new LegAddress(
                    sdp.address().orElseThrow(), sdp.main().orElseThrow().port());
        } catch (SdpSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @EveryValueOf("tcp-framing")
    void tcpFraming(String value) {
        up("city.quirks.tcp-framing = " + value);
        try (RtpPeer camera = RtpPeer.on(cascade.lowerHost)) {
            String tcp = cascade.offer(6000).replace("RTP/AVP 96 97 98", "TCP/RTP/AVP 96 97 98\r\na=setup:active");
            SipRequest down = cascade.carriedDown(cascade.invite(CHANNEL, tcp).build());
            cascade.lowerAccepts(down, camera.rtpAddress().getPort());
            SipResponse ok = cascade.upper.expectsResponse(200, "INVITE");
            try (TcpPeer viewer = TcpPeer.connect(cascade.upperHost, address(ok.bodyText()))) {
                cascade.upper.sends(cascade.upperInDialog("ACK", 20, ok).build());
                cascade.lower.expectsRequest("ACK");

                camera.sendRtp(address(down.bodyText()), RtpPeer.packet(1, 1, SSRC, (byte) 7));

                byte[] packet = value.equals("interleaved") ? viewer.receiveInterleaved(0) : viewer.receive();
                assertThat(packet).endsWith((byte) 7).hasSize(13);
            }
        }
    }

    @EveryValueOf("rtcp")
    void rtcp(String value) {
        up("city.quirks.rtcp = " + value);
        try (RtpPeer camera = RtpPeer.on(cascade.lowerHost);
                RtpPeer viewer = RtpPeer.on(cascade.upperHost)) {
            var call = cascade.establish(
                    viewer.rtpAddress().getPort(), camera.rtpAddress().getPort());
            LegAddress source = address(call.inviteDown().bodyText());
            camera.sendRtp(source, RtpPeer.packet(1, 1, SSRC, (byte) 7));
            viewer.receiveRtp();

            camera.sendRtcp(source, new RtcpBuilder().senderReport(SSRC, 1).bytes());
            if (value.equals("true")) {
                assertThat(viewer.receiveRtcp().bytes()).hasSizeGreaterThanOrEqualTo(8);
            }
            // two more, so that a report had every chance to come before the second
            for (int sequence = 2; sequence < 4; sequence++) {
                camera.sendRtp(source, RtpPeer.packet(sequence, 1, SSRC, (byte) 7));
                viewer.receiveRtp();
            }
            assertThat(viewer.hasNothing()).isTrue();
        }
    }
}
