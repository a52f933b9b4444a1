package cascade.gateway.assembly.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SentBandwidthTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SentBandwidth sent = new SentBandwidth(5 * SECOND);

    @Test
    void isBitsPerSecondSinceTheSampleBefore() {
        sent.sample(1_000, 6 * SECOND);
        assertThat(sent.bps()).isEqualTo(8_000);

        sent.sample(1_500, 8 * SECOND);
        assertThat(sent.bps()).isEqualTo(2_000);

        sent.sample(1_500, 9 * SECOND);
        assertThat(sent.bps()).isZero();
    }

    @Test
    void twoSamplesAtOneMomentAreOne() {
        sent.sample(1_000, 6 * SECOND);
        sent.sample(9_000, 6 * SECOND);
        assertThat(sent.bps()).isEqualTo(8_000);
    }

    @Test
    void isNotNegativeWhenSomebodyIsCountedNoMore() {
        sent.sample(1_000, 6 * SECOND);
        sent.sample(400, 7 * SECOND);
        assertThat(sent.bps()).isZero();

        sent.sample(900, 8 * SECOND);
        assertThat(sent.bps()).isEqualTo(4_000);
    }

    @Test
    void manyTerabytesAreNoOverflow() {
        sent.sample(Long.MAX_VALUE / 16, 6 * SECOND);
        assertThat(sent.bps()).isPositive();
    }
}
