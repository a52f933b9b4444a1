package cascade.gateway.gb.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cascade.gateway.gb.CapturedBodies;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveSdpTest {
    private static final DeviceId GATEWAY = new DeviceId("37280600002000000001");

    @Test
    void offersToReceiveOverUdp() {
        SessionDescription offer = LiveSdp.offer(
                endpoint(MediaTransport.UDP),
                List.of(RtpMap.PS, RtpMap.H264),
                Optional.of(new StreamIndex(0, StreamIndex.Form.STREAM_MODE)));

        assertThat(SdpWriter.write(offer)).isEqualTo("""
                v=0
                o=37280600002000000001 0 0 IN IP4 192.0.2.9
                s=Play
                c=IN IP4 192.0.2.9
                t=0 0
                m=video 30000 RTP/AVP 96 98
                a=rtpmap:96 PS/90000
                a=rtpmap:98 H264/90000
                a=recvonly
                a=streamMode:MAIN
                y=0806000001
                """.replace("\n", "\r\n"));
    }

    @Test
    void offersToListenOrToConnectOverTcp() {
        SessionDescription listening =
                LiveSdp.offer(endpoint(MediaTransport.TCP_PASSIVE), List.of(RtpMap.PS), Optional.empty());
        SessionDescription connecting =
                LiveSdp.offer(endpoint(MediaTransport.TCP_ACTIVE), List.of(RtpMap.PS), Optional.empty());

        assertThat(SdpWriter.write(listening))
                .contains("m=video 30000 TCP/RTP/AVP 96\r\n")
                .contains("a=setup:passive\r\na=connection:new\r\n");
        assertThat(SdpWriter.write(connecting)).contains("a=setup:active\r\na=connection:new\r\n");
        assertThat(connecting.video().orElseThrow().transport()).isEqualTo(MediaTransport.TCP_ACTIVE);
    }

    @Test
    void answersTheOfferOfNcgBySending() throws Exception {
        SessionDescription offer = SdpParser.parse(CapturedBodies.of("ncg/05-invite-request.sip"));

        SessionDescription answer = LiveSdp.answer(offer, endpoint(MediaTransport.UDP), RtpMap.PS, Optional.of(""));

        assertThat(SdpWriter.write(answer)).isEqualTo("""
                v=0
                o=37280600002000000001 0 0 IN IP4 192.0.2.9
                s=Play
                c=IN IP4 192.0.2.9
                t=0 0
                m=video 30000 RTP/AVP 96
                a=rtpmap:96 PS/90000
                a=sendonly
                a=streamMode:MAIN
                y=0806000001
                f=
                """.replace("\n", "\r\n"));
    }

    @Test
    void answersWithTheProtocolAsTheOfferSpellsIt() throws Exception {
        SessionDescription offer = SdpParser.parse("v=0\r\ns=Play\r\nc=IN IP4 10.0.0.2\r\nt=0 0\r\n"
                + "m=video 30000 RTP/AVP/TCP 96\r\na=setup:passive\r\n");

        assertThat(SdpWriter.write(
                        LiveSdp.answer(offer, endpoint(MediaTransport.TCP_ACTIVE), RtpMap.PS, Optional.empty())))
                .contains("m=video 30000 RTP/AVP/TCP 96\r\n", "a=setup:active\r\n", "a=connection:new\r\n");
    }

    @Test
    void answersEveryMediaOfTheOfferInItsPlace() throws Exception {
        SessionDescription offer = SdpParser.parse("""
                v=0
                s=Play
                c=IN IP4 192.0.2.1
                t=0 0
                m=audio 6000 RTP/AVP 8
                m=video 6002 RTP/AVP 96
                m=video 6002 RTP/AVP 96
                """);

        SessionDescription answer = LiveSdp.answer(offer, endpoint(MediaTransport.UDP), RtpMap.PS, Optional.empty());

        assertThat(answer.media()).extracting(MediaDescription::type).containsExactly("audio", "video", "video");
        assertThat(answer.media()).extracting(MediaDescription::port).containsExactly(0, 30_000, 0);
    }

    @Test
    void refusesToAnswerAnOfferWithoutVideo() throws Exception {
        SessionDescription offer = SdpParser.parse("v=0\ns=Play\nm=audio 6000 RTP/AVP 8\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LiveSdp.answer(offer, endpoint(MediaTransport.UDP), RtpMap.PS, Optional.empty()));
    }

    private static LiveEndpoint endpoint(MediaTransport transport) {
        return new LiveEndpoint(GATEWAY, "192.0.2.9", 30_000, transport, new Ssrc(806_000_001));
    }
}
