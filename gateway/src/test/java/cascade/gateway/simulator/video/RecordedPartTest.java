package cascade.gateway.simulator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cascade.gateway.simulator.rtp.SyntheticClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a clip of 12 frames at 25 a second, with a key frame at 0, 5 and 10: no whole number of them fits a second. */
class RecordedPartTest {

    private static final VideoClip CLIP = SyntheticClip.of(7, 12, 1000);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "1714521600, 1714521603", "1714521601, 1714521608"})
    void itsSizeIsThatOfItsProgramStream(long start, long stop) {
        RecordedPart part = RecordedPart.of(CLIP, start, stop);

        assertThat(part.bytes()).isEqualTo(part.content().length);
    }

    @Test
    void theSameTimeHasTheSameBytesWhateverElseWasAskedFor() {
        RecordedPart whole = RecordedPart.of(CLIP, 1714521600, 1714521610);
        RecordedPart second = RecordedPart.of(CLIP, 1714521604, 1714521605);

        assertThat(second.content()).isEqualTo(whole.content(second.firstFrame(), second.endFrame()));
    }

    @Test
    void itBeginsWithTheKeyFrameAtItsStartOrBefore() {
        // frame 25 is the second of the clip's third repetition
        RecordedPart part = RecordedPart.of(CLIP, 1, 3);

        assertThat(part.firstFrame()).isEqualTo(24);
        assertThat(part.endFrame()).isEqualTo(75);
    }

    @Test
    void aPlaceInItIsAKeyFrameOfIt() {
        RecordedPart part = RecordedPart.of(CLIP, 1, 3);

        assertThat(part.frameAt(0)).isEqualTo(24);
        assertThat(part.frameAt(1)).isEqualTo(48);
        assertThat(part.frameAt(-5)).as("before its start").isEqualTo(24);
        assertThat(part.frameAt(99)).as("behind its end").isEqualTo(72);
    }

    @Test
    void onePartHasOneFrameAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> RecordedPart.of(CLIP, 5, 4));
    }
}
