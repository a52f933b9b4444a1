package cascade.gateway.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class ToneTest {

    @Test
    void isFoundAgainByItsFrequencyAndByNoOther() {
        var tone = Tone.packets(1_000, 50, 1);

        assertThat(Tone.share(1_000, tone)).isGreaterThan(0.95);
        assertThat(Tone.share(1_300, tone)).isLessThan(0.01);
    }

    @Test
    void decodesWhatItEncodedToWithinOneStepOfTheLaw() {
        for (int sample = -32_000; sample <= 32_000; sample += 37) {
            int decoded = Tone.decode(Tone.encode(sample));

            assertThat((double) decoded).isCloseTo(sample, offset(Math.abs(sample) / 16.0 + 16));
        }
    }
}
