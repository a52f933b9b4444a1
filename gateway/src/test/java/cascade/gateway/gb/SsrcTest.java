package cascade.gateway.gb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsrcTest {
    @ParameterizedTest
    @CsvSource({"0200000001, 0x0BEBC201", "0100007399, 0x05F5FDE7", "0999999999, 0x3B9AC9FF"})
    void readsTheDecimalNumberThatTheRtpHeaderCarries(String y, String hex) {
        assertThat(Ssrc.parse(y).toRtp()).isEqualTo(Integer.decode(hex));
        assertThat(Ssrc.ofRtp(Integer.decode(hex)).toY()).isEqualTo(y);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0100000001", "100000001", " 0100000001 ", "000100000001", "0100000001\r"})
    void comparesAsANumber(String y) {
        assertThat(Ssrc.parse(y)).isEqualTo(new Ssrc(100_000_001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-1", "0x10", "4294967296", "99999999999999999999", "12 34", "１２"})
    void refusesWhatIsNoSsrc(String y) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ssrc.parse(y));
    }

    @Test
    void knowsThePlaceholderOfNcg() {
        assertThat(Ssrc.parse("0999999999").isPlaceholder()).isTrue();
        assertThat(Ssrc.parse("0100007399").isPlaceholder()).isFalse();
    }

    @Test
    void writesAnyRtpFieldSoThatItIsReadAgain() {
        long seed = 28_181;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            int field = random.nextInt();
            Ssrc ssrc = Ssrc.ofRtp(field);
            assertThat(ssrc.toY()).as("seed %d", seed).hasSize(10);
            assertThat(Ssrc.parse(ssrc.toY()).toRtp()).as("seed %d", seed).isEqualTo(field);
        }
    }
}
