package cascade.gateway.gb.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.CapturedBodies;
import cascade.gateway.gb.CapturedBodies.Captured;
import cascade.gateway.gb.Ssrc;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every SDP of the captures: NCG, IP camera and WVP, offers and answers. */
class CapturedSdpTest {
    static Stream<Captured> bodies() {
        return CapturedBodies.ofType("application/sdp").stream();
    }

    @Test
    void findsTheBodiesOfAllCaptures() {
        assertThat(bodies()).hasSize(63);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void writesAgainEveryLineThatItRead(Captured captured) throws Exception {
        SessionDescription session = SdpParser.parse(captured.body());

        String written = SdpWriter.write(session);

        assertThat(lines(written))
                .containsExactlyInAnyOrderElementsOf(lines(new String(captured.body(), StandardCharsets.UTF_8)));
        assertThat(SdpParser.parse(written)).isEqualTo(session);
        assertThat(session.otherLines()).isEmpty();
        assertThat(session.media())
                .allSatisfy(media -> assertThat(media.otherLines()).isEmpty());
    }

    @Test
    void readsTheOfferOfNcgWithItsOwnAttributes() throws Exception {
        SessionDescription offer = SdpParser.parse(CapturedBodies.of("ncg/05-invite-request.sip"));

        assertThat(offer.kind()).hasValue(SessionKind.PLAY);
        assertThat(offer.address()).hasValue("10.69.80.187");
        assertThat(offer.ySsrc())
                .hasValueSatisfying(ssrc -> assertThat(ssrc.isPlaceholder()).isTrue());
        MediaDescription video = offer.video().orElseThrow();
        assertThat(video.port()).isEqualTo(5798);
        assertThat(video.transport()).isEqualTo(MediaTransport.UDP);
        assertThat(video.payloadTypes()).containsExactly(96, 97, 98);
        assertThat(video.rtpMaps()).containsExactly(RtpMap.PS, RtpMap.MPEG4, RtpMap.H264);
        assertThat(video.direction()).hasValue(Direction.RECVONLY);
        assertThat(video.streamIndex()).hasValue(new StreamIndex(0, StreamIndex.Form.STREAM_MODE));
        assertThat(video.fileSizeBytes()).hasValue(-1);
    }

    @Test
    void readsTheAnswerOfNcgWhoseBodyEndsInABareCarriageReturn() throws Exception {
        byte[] body = CapturedBodies.of("ncg/06-invite-200.sip");
        assertThat(body[body.length - 1]).isEqualTo((byte) '\r');

        SessionDescription answer = SdpParser.parse(body);

        assertThat(answer.ySsrc()).hasValue(new Ssrc(100_007_399));
        // o= repeats the upper's address: only c= may be used for media
        assertThat(answer.origin().orElseThrow().address()).isEqualTo("10.69.80.187");
        assertThat(answer.addressOf(answer.video().orElseThrow())).hasValue("10.69.91.7");
    }

    @Test
    void readsHistoryOffersOfWvp() throws Exception {
        SessionDescription offer = SdpParser.parse(CapturedBodies.of("wvp/upper/165-22playback-wvp-invite-sdp.sip"));

        assertThat(offer.kind()).hasValue(SessionKind.PLAYBACK);
        assertThat(offer.uri()).hasValue("34020000001320000001:0");
        assertThat(offer.startTime()).isPositive();
        assertThat(offer.stopTime()).isGreaterThan(offer.startTime());
    }

    @Test
    void readsWhoConnectsInTcpOffersAndAnswers() throws Exception {
        SessionDescription offer =
                SdpParser.parse(CapturedBodies.of("wvp/upper/061-06play-tcp-passive-wvp-invite-sdp.sip"));
        SessionDescription answer =
                SdpParser.parse(CapturedBodies.of("wvp/upper/063-06play-tcp-passive-lower-200-invite-sdp.sip"));

        assertThat(offer.video().orElseThrow().transport()).isEqualTo(MediaTransport.TCP_PASSIVE);
        assertThat(answer.video().orElseThrow().transport()).isEqualTo(MediaTransport.TCP_PASSIVE.answer());
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
