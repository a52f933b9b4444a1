package cascade.gateway.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BitrateMeterTest {

    private static final long MILLI = 1_000_000;

    private final BitrateMeter meter = new BitrateMeter();

    @Test
    void countsTheLastSecond() {
        for (int i = 0; i < 300; i++) {
            meter.add(i * 10L * MILLI, 125);
        }

        assertThat(meter.bitsPerSecond(2_990 * MILLI)).isEqualTo(100_000);
    }

    @Test
    void fallsToZeroInSilence() {
        meter.add(0, 1000);
        assertThat(meter.bitsPerSecond(900 * MILLI)).isEqualTo(8000);
        assertThat(meter.bitsPerSecond(1_000 * MILLI)).isZero();
        assertThat(meter.bitsPerSecond(60_000 * MILLI)).isZero();
    }
}
