package cascade.gateway.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramePaceTest {

    private static final long MILLI = 1_000_000;

    private final FramePace pace = new FramePace(25);

    @Test
    void framesAreEven() {
        assertThat(pace.dueNanos(0, 0, 7)).isZero();
        assertThat(pace.dueNanos(1, 0, 7)).isEqualTo(40 * MILLI);
        assertThat(pace.dueNanos(25 * 3600 * 24 * 30L, 0, 7)).isEqualTo(3600L * 24 * 30 * 1000 * MILLI);
    }

    @Test
    void thePacketsOfAFrameFillItsInterval() {
        for (int i = 0; i < 40; i++) {
            assertThat(pace.dueNanos(2, i, 40)).isEqualTo((80 + i) * MILLI);
        }
    }

    @Test
    void nothingIsDueBeforeWhatComesFirst() {
        FramePace odd = new FramePace(24);
        long last = -1;
        for (int frame = 0; frame < 100; frame++) {
            int packets = 1 + frame % 13;
            for (int i = 0; i < packets; i++) {
                long due = odd.dueNanos(frame, i, packets);
                assertThat(due).isGreaterThan(last);
                last = due;
            }
        }
    }
}
