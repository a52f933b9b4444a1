package cascade.gateway.call.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cascade.config.GatewayConfig;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.media.SourceAnswer;
import cascade.monitoring.CallCause;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final InetAddress SIGNALLING = InetAddress.ofLiteral("192.168.1.20");

    private static SourceAnswer read(MediaTransport ours, String config, String host, String... mediaLines)
            throws CallRejection, SdpSyntaxException {
        GatewayConfig gateway = CallConfigs.of(config);
        String sdp = "v=0\r\no=- 0 0 IN IP4 " + host + "\r\ns=Play\r\nc=IN IP4 " + host + "\r\nt=0 0\r\n"
                + String.join("\r\n", mediaLines) + "\r\ny=0100007399\r\n";
        return new AnswerReader(gateway.lower("district"), ours, "video", new MediaTargets(() -> gateway))
                .read(SdpParser.parse(sdp), SIGNALLING);
    }

    private static String refusal(MediaTransport ours, String config, String host, String... mediaLines) {
        var thrown = assertThatExceptionOfType(CallRejection.class)
                .isThrownBy(() -> read(ours, config, host, mediaLines))
                .actual();
        assertThat(thrown.status()).isEqualTo(488);
        assertThat(thrown.cause()).isEqualTo(CallCause.REJECTED_BY_LOWER);
        return thrown.text();
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    @Test
    void anAddressOfTheOtherFamilyIsReplacedByThatOfTheSignalling() throws Exception {
        assertThat(read(MediaTransport.UDP, "", "2001:db8::20", "m=video 6100 RTP/AVP 96")
                        .rtp())
                .isEqualTo(address("192.168.1.20", 6100));
        assertThat(refusal(
                        MediaTransport.TCP_ACTIVE,
                        "",
                        "2001:db8::20",
                        "m=video 6100 TCP/RTP/AVP 96",
                        "a=setup:passive"))
                .endsWith("c= 2001:db8::20 is not of the family of its network, which is IPv4");
    }

    @ParameterizedTest
    @CsvSource({
        "UDP, m=video 6100 RTP/AVP 96, a=sendonly",
        "TCP_PASSIVE, m=video 6100 TCP/RTP/AVP 96, a=setup:active",
        "TCP_ACTIVE, m=video 6100 TCP/RTP/AVP 96, a=setup:passive",
        // roles left out or open: the ones that fit
        "TCP_PASSIVE, m=video 6100 TCP/RTP/AVP 96, a=sendonly",
        "TCP_ACTIVE, m=video 6100 TCP/RTP/AVP 96, a=sendonly",
        "TCP_PASSIVE, m=video 6100 TCP/RTP/AVP 96, a=setup:actpass",
    })
    void anAnswerThatFitsTheOfferTellsTheSource(MediaTransport ours, String media, String attribute) throws Exception {
        SourceAnswer answer = read(ours, "", "192.168.1.20", media, attribute);

        assertThat(answer.rtp()).isEqualTo(address("192.168.1.20", 6100));
        assertThat(answer.ssrc()).hasValue(100007399);
    }

    @Test
    void whoConnectsMaySayPortZero() throws Exception {
        SourceAnswer answer =
                read(MediaTransport.TCP_PASSIVE, "", "192.168.1.20", "m=video 0 TCP/RTP/AVP 96", "a=setup:active");
        assertThat(answer.rtp().getAddress()).isEqualTo(InetAddress.ofLiteral("192.168.1.20"));
    }

    /** See field F24: none of these lines is needed to play the camera. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "y=null",
                "t=0",
                "sendonly",
                "m=application 0 UDP/BFCP *",
                "m=video 6100/2 RTP/AVP 96",
                "m=video 6100 RTP/AVP 96 PS"
            })
    @FieldReport(value = "F24", part = "answers")
    void anAnswerIsUsedThoughALineOfItCannotBeRead(String line) throws Exception {
        SourceAnswer answer = line.startsWith("m=video")
                ? read(MediaTransport.UDP, "", "192.168.1.20", line)
                : read(MediaTransport.UDP, "", "192.168.1.20", "m=video 6100 RTP/AVP 96", line);
        assertThat(answer.rtp()).isEqualTo(address("192.168.1.20", 6100));
    }

    @Test
    @FieldReport(value = "F24", part = "an answer without address")
    void anAnswerWithoutAnAddressIsTakenFromWhereItCame() throws Exception {
        SourceAnswer answer = read(MediaTransport.UDP, "", "", "m=video 6100 RTP/AVP 96");
        assertThat(answer.rtp()).isEqualTo(new InetSocketAddress(SIGNALLING, 6100));
    }

    @ParameterizedTest
    @CsvSource({
        "UDP, m=video 6100 TCP/RTP/AVP 96, a=setup:active, in answer to RTP/AVP",
        "TCP_PASSIVE, m=video 6100 RTP/AVP 96, a=sendonly, in answer to TCP/RTP/AVP",
        "TCP_ACTIVE, m=video 6100 RTP/AVP 96, a=sendonly, in answer to TCP/RTP/AVP",
        "TCP_PASSIVE, m=video 6100 TCP/RTP/AVP 96, a=setup:passive, nobody would connect",
        "TCP_ACTIVE, m=video 6100 TCP/RTP/AVP 96, a=setup:active, nobody would listen",
        "TCP_ACTIVE, m=video 9 TCP/RTP/AVP 96, a=setup:passive, no port to connect to",
        "TCP_ACTIVE, m=video 0 TCP/RTP/AVP 96, a=setup:passive, no port to connect to",
        "UDP, m=video 0 RTP/AVP 96, a=sendonly, m=video 0 refuses the media",
        "TCP_PASSIVE, m=video 0 TCP/RTP/AVP 96, a=sendonly, m=video 0 refuses the media",
        "UDP, m=audio 6100 RTP/AVP 8, a=sendonly, no m=video",
    })
    @FieldReport(value = "load 19", part = "m=video 0")
    void anAnswerThatContradictsTheOfferIsRefusedInWords(
            MediaTransport ours, String media, String attribute, String words) {
        assertThat(refusal(ours, "", "192.168.1.20", media, attribute)).contains(words);
    }

    @ParameterizedTest
    @CsvSource({"UDP, RTP/AVP", "TCP_PASSIVE, TCP/RTP/AVP"})
    void anAddressThatCannotBeIsReplacedByThatOfTheSignalling(MediaTransport ours, String protocol) throws Exception {
        String media = "m=video 6100 " + protocol + " 96";

        assertThat(read(ours, "", "0.0.0.0", media).rtp()).isEqualTo(address("192.168.1.20", 6100));
        assertThat(read(ours, "", "camera.local", media).rtp()).isEqualTo(address("192.168.1.20", 6100));
        assertThat(read(ours, "", "127.0.0.1", media).rtp()).isEqualTo(address("192.168.1.20", 6100));
    }

    @Test
    void nobodyIsConnectedToOnALowersWordAlone() {
        String media = "m=video 6100 TCP/RTP/AVP 96";

        assertThat(refusal(MediaTransport.TCP_ACTIVE, "", "127.0.0.1", media)).contains("outside");
        assertThat(refusal(MediaTransport.TCP_ACTIVE, "", "192.168.1.1", "m=video 30000 TCP/RTP/AVP 96"))
                .contains("gateway itself");
    }

    @ParameterizedTest
    @CsvSource({"UDP, RTP/AVP", "TCP_PASSIVE, TCP/RTP/AVP", "TCP_ACTIVE, TCP/RTP/AVP"})
    void givenNetworksAreTheOnlySources(MediaTransport ours, String protocol) throws Exception {
        String config = "domains.district.media.networks = [\"192.168.7.0/24\"]\n";
        String media = "m=video 6100 " + protocol + " 96";

        assertThat(read(ours, config, "192.168.7.9", media).rtp()).isEqualTo(address("192.168.7.9", 6100));
        assertThat(refusal(ours, config, "192.168.1.20", media)).contains("192.168.1.20", "outside");
    }

    @Test
    void onlyProgramStreamsMayBeCut() throws Exception {
        SourceAnswer answer = read(
                MediaTransport.UDP,
                "",
                "192.168.1.20",
                "m=video 6100 RTP/AVP 96 97 98 99 100 101",
                "a=rtpmap:97 ps/90000",
                "a=rtpmap:98 H264/90000",
                "a=rtpmap:99 HIKVISION/90000",
                "a=rtpmap:101 PS/8000");

        assertThat(answer.payloadTypes()).containsExactlyInAnyOrder(96, 97, 98, 99, 100, 101);
        // 96 is PS where nothing else is said, 100 then H.265
        assertThat(answer.psPayloadTypes()).containsExactlyInAnyOrder(96, 97);
    }
}
