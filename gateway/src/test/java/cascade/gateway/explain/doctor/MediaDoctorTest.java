package cascade.gateway.explain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaContainer;
import cascade.gateway.media.MediaContent;
import cascade.gateway.media.MediaDetail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MediaDoctorTest {

    private MediaContainer container = MediaContainer.PS;
    private Optional<MediaCodec> video = Optional.of(MediaCodec.H264);
    private Optional<MediaCodec> mapped = Optional.of(MediaCodec.H264);
    private Optional<MediaCodec> coded = Optional.of(MediaCodec.H264);
    private Optional<MediaCodec> audio = Optional.of(MediaCodec.G711A);
    private Optional<String> promised = Optional.of("PS");
    private Duration looked = Duration.ofSeconds(4);
    private Duration keyless = Duration.ofMillis(500);
    private long keyFrames = 3;
    private boolean streamMap = true;
    private boolean still;
    private int looks = 1;
    private double hz = 90_000;

    private List<Finding> findings() {
        var detail = new MediaDetail(
                looks,
                looked,
                100,
                streamMap,
                mapped,
                coded,
                Optional.empty(),
                OptionalDouble.of(25),
                keyFrames > 1 ? OptionalInt.of(25) : OptionalInt.empty(),
                Optional.empty(),
                keyless,
                OptionalDouble.of(hz),
                still,
                false);
        return MediaDoctor.judge(
                new MediaContent(container, video, audio, keyFrames, Optional.empty(), detail), promised);
    }

    private void assertOnly(Cause cause, String english, String chinese) {
        assertThat(findings()).extracting(Finding::cause).containsExactly(cause);
        assertThat(findings().getFirst().sentence().english()).contains(english);
        assertThat(findings().getFirst().sentence().chinese()).contains(chinese);
    }

    @Test
    void aSoundStreamHasNoFindings() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void h265WithoutAMapIsABlackPicture() {
        video = Optional.of(MediaCodec.H265);
        coded = video;
        mapped = Optional.empty();
        streamMap = false;

        assertOnly(Cause.NO_STREAM_MAP, "Black picture: H.265 without a program stream map", "黑屏");
    }

    @Test
    void aMapIsMissedOnlyAfterItCouldHaveCome() {
        streamMap = false;
        mapped = Optional.empty();
        keyFrames = 1;
        looked = Duration.ofSeconds(1);
        assertThat(findings()).isEmpty();

        looked = Duration.ofSeconds(4);
        assertOnly(Cause.NO_STREAM_MAP, "H.264 without a program stream map", "PSM");
    }

    @Test
    void aMapThatNamesAnotherCodecIsAMismatch() {
        coded = Optional.of(MediaCodec.H265);

        assertOnly(Cause.CODEC_MISMATCH, "The pictures are H.265, but the stream map says H.264", "实际是 H.265");
    }

    @Test
    void anAnswerThatNamesAnotherCodecIsAMismatch() {
        container = MediaContainer.ES;
        promised = Optional.of("H264");
        coded = Optional.of(MediaCodec.H265);
        mapped = Optional.empty();
        streamMap = false;

        assertOnly(Cause.CODEC_MISMATCH, "its SDP promised H.264", "SDP");
    }

    @Test
    void anElementaryStreamIsOneOnlyWhereItWasNotAgreedUpon() {
        container = MediaContainer.ES;
        mapped = Optional.empty();
        streamMap = false;
        assertOnly(Cause.NOT_PROGRAM_STREAM, "payload is not PS", "不是 PS");

        promised = Optional.of("H264");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aLongGopIsToldWithItsAge() {
        keyless = Duration.ofSeconds(40);

        assertOnly(Cause.NO_KEY_FRAME, "No key frame for 40 s", "40 秒");
    }

    @Test
    void aStreamThatBeganWithoutAKeyFrameIsToldAfterSomeSeconds() {
        keyFrames = 0;
        keyless = looked;
        assertOnly(Cause.NO_KEY_FRAME, "No key frame for 4 s", "4 秒");

        looked = Duration.ofSeconds(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void oneTimestampForAllFramesIsTold() {
        still = true;

        assertOnly(Cause.TIMESTAMPS_STILL, "Timestamps stand still", "时间戳不变");
    }

    @Test
    void soundWithoutPicturesIsTold() {
        video = Optional.empty();
        mapped = Optional.empty();
        coded = Optional.empty();
        keyFrames = 0;

        assertOnly(Cause.AUDIO_ONLY, "Audio only (G.711A)", "只有音频");
    }

    @Test
    void timestampsOfAnotherClockAreToldFromTheSecondLookOn() {
        hz = 1_000;
        assertThat(findings()).isEmpty();

        looks = 2;
        assertOnly(Cause.TIMESTAMP_RATE, "1000 Hz instead of 90000", "1000 Hz");
    }
}
