package cascade.gateway.simulator.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MansrtspTest {

    private static String text(MansrtspRequest request) {
        return new String(request.body(), StandardCharsets.US_ASCII);
    }

    @Test
    void requestsAreWrittenAsTheStandardHasThem() {
        assertThat(text(MansrtspRequest.pause().withCseq(1)))
                .isEqualTo("PAUSE RTSP/1.0\r\nCSeq: 1\r\nPauseTime: now\r\n\r\n");
        assertThat(text(MansrtspRequest.resume().withCseq(2)))
                .isEqualTo("PLAY RTSP/1.0\r\nCSeq: 2\r\nRange: npt=now-\r\n\r\n");
        assertThat(text(MansrtspRequest.scale(0.25).withCseq(3)))
                .isEqualTo("PLAY RTSP/1.0\r\nCSeq: 3\r\nScale: 0.25\r\n\r\n");
        assertThat(text(MansrtspRequest.seek(100).withCseq(4)))
                .isEqualTo("PLAY RTSP/1.0\r\nCSeq: 4\r\nRange: npt=100-\r\n\r\n");
        assertThat(text(MansrtspRequest.reverse(600, 120).withCseq(5)))
                .isEqualTo("PLAY RTSP/1.0\r\nCSeq: 5\r\nScale: -1.0\r\nRange: npt=600-120\r\n\r\n");
        assertThat(text(MansrtspRequest.teardown().withCseq(6))).isEqualTo("TEARDOWN RTSP/1.0\r\nCSeq: 6\r\n\r\n");
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        for (MansrtspRequest request : new MansrtspRequest[] {
            MansrtspRequest.pause(),
            MansrtspRequest.resume(),
            MansrtspRequest.scale(16),
            MansrtspRequest.seek(1.5),
            MansrtspRequest.reverse(9, 3),
            MansrtspRequest.teardown()
        }) {
            assertThat(MansrtspRequest.tryParse(text(request))).contains(request);
        }
    }

    /** The 2016 sample J.14.13: another start line, scale and range in one. */
    @Test
    void theFormOfTheSampleIsRead() {
        var sample = "PLAY MANSRTSP/1.0\nCSeq:2\nScale:1.0\nRange:npt=196-\n";
        assertThat(MansrtspRequest.tryParse(sample))
                .contains(new MansrtspRequest(
                        MansrtspRequest.Method.PLAY, 2, OptionalDouble.of(1), Optional.of(NptRange.from(196))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "RECORD RTSP/1.0\r\nCSeq: 1\r\n",
                "PLAY RTSP/1.0\r\nCSeq: one\r\n",
                "PLAY RTSP/1.0\r\nScale: fast\r\n",
                "PLAY RTSP/1.0\r\nRange: smpte=0:10:20-\r\n",
                "PLAY RTSP/1.0\r\nRange: npt=1h-\r\n"
            })
    void whatNoRecorderUnderstandsIsNone(String body) {
        assertThat(MansrtspRequest.tryParse(body)).isEmpty();
    }

    @Test
    void anAnswerTellsTheFirstPacketAfterTheChange() {
        var answer = new MansrtspAnswer(
                200,
                4,
                OptionalDouble.empty(),
                Optional.of(NptRange.from(100)),
                OptionalLong.of(18139),
                OptionalLong.of(3119600838L));

        String text = new String(answer.body(), StandardCharsets.US_ASCII);

        assertThat(text)
                .isEqualTo(
                        "RTSP/1.0 200 OK\r\nCSeq: 4\r\nRange: npt=100-\r\nRTP-Info: seq=18139;rtptime=3119600838\r\n\r\n");
        assertThat(MansrtspAnswer.tryParse(text)).contains(answer);
    }
}
