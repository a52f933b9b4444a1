package cascade.gateway.call.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.LegAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose id the o= line of our descriptions carries, by {@code sdp-origin}: as reference.conf says it. */
@FieldReport("wvp 6")
class SdpOriginTest {

    private static final String CHANNEL = "37280601411319001158";
    private static final LegAddress LOCAL = new LegAddress("192.168.1.1", 30_000);
    private static final Ssrc SSRC = new Ssrc(100_000_042);

    private final SessionDescription session;

    SdpOriginTest() throws SdpSyntaxException {
        session = SdpParser.parse(String.join(
                "\r\n",
                "v=0",
                "o=37280000002000000001 0 0 IN IP4 10.69.80.187",
                "s=Play",
                "c=IN IP4 10.69.80.187",
                "t=0 0",
                "m=video 6000 RTP/AVP 96",
                "a=rtpmap:96 PS/90000",
                "y=0100000042",
                ""));
    }

    private Offer upper(GatewayConfig gateway) throws CallRejection {
        return new OfferReader(gateway.upper("city"), new MediaTargets(() -> gateway)).read(session);
    }

    private static String origin(byte[] sdp) {
        return new String(sdp, StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.startsWith("o="))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"platform, 37280600002000000001", "channel, 37280601411319001158"})
    void ofTheOfferToALower(String value, String id) throws Exception {
        GatewayConfig gateway = CallConfigs.of("domains.district.quirks.sdp-origin = " + value);

        byte[] offer =
                CallSdp.offer(gateway.lower("district"), CHANNEL, LOCAL, MediaTransport.UDP, SSRC, upper(gateway));

        assertThat(origin(offer)).startsWith("o=" + id + " ");
    }

    @ParameterizedTest
    @CsvSource({"platform, 37280600002000000001", "channel, 37280601411319001158"})
    void ofTheAnswerToAnUpper(String value, String id) throws Exception {
        GatewayConfig gateway = CallConfigs.of("domains.city.quirks.sdp-origin = " + value);

        byte[] answer = CallSdp.answer(
                gateway.upper("city"), CHANNEL, LOCAL, SSRC, upper(gateway), session, Direction.SENDONLY);

        assertThat(origin(answer)).startsWith("o=" + id + " ");
    }

    @ParameterizedTest
    @CsvSource({"platform, 37280600002000000001", "channel, 37280601411319001158"})
    void ofTheAnswerToALowersReInvite(String value, String id) throws Exception {
        GatewayConfig gateway = CallConfigs.of("domains.district.quirks.sdp-origin = " + value);

        byte[] answer = CallSdp.answerToLower(
                gateway.lower("district"),
                CHANNEL,
                LOCAL,
                MediaTransport.UDP,
                SSRC,
                upper(gateway),
                session,
                Direction.RECVONLY);

        assertThat(origin(answer)).startsWith("o=" + id + " ");
    }
}
