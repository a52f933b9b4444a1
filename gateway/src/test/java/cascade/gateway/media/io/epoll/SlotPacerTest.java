package cascade.gateway.media.io.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlotPacerTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private long now = 1_000 * MILLI;

    /** A second of looks, a millisecond apart, each of which finds a thousandth of the packets. */
    private void second(SlotPacer pacer, int packets) {
        for (int i = 0; i < 1_000; i++) {
            now += MILLI;
            pacer.onLook(now);
            for (int packet = 0; packet < packets / 1_000; packet++) {
                pacer.onPacket();
            }
        }
        pacer.onLook(now);
    }

    @Test
    void reactsAtOnceAtALowRate() {
        SlotPacer pacer = new SlotPacer(Duration.ofMillis(20));
        second(pacer, 19_000);

        assertThat(pacer.isGathering()).isFalse();
        assertThat(pacer.pauseNanos(now)).isZero();
    }

    @Test
    void waitsForTheRestOfTheSlotAtAHighRate() {
        SlotPacer pacer = new SlotPacer(Duration.ofMillis(20));
        second(pacer, 25_000);

        assertThat(pacer.isGathering()).isTrue();
        assertThat(pacer.pauseNanos(now)).isEqualTo(5 * MILLI);
        assertThat(pacer.pauseNanos(now + 3 * MILLI)).isEqualTo(2 * MILLI);
        assertThat(pacer.pauseNanos(now + 9 * MILLI)).isZero();
    }

    @Test
    void waitsLongerUnderPressureButNeverBeyondTheSetting() {
        SlotPacer pacer = new SlotPacer(Duration.ofMillis(12));
        second(pacer, 70_000);
        assertThat(pacer.pauseNanos(now)).isEqualTo(10 * MILLI);

        second(pacer, 150_000);
        assertThat(pacer.pauseNanos(now)).isEqualTo(12 * MILLI);
    }

    @Test
    void neverWaitsWhenToldSo() {
        SlotPacer pacer = new SlotPacer(Duration.ZERO);
        second(pacer, 150_000);

        assertThat(pacer.isGathering()).isFalse();
        assertThat(pacer.pauseNanos(now)).isZero();
    }

    @Test
    void doesNotFlutterBetweenTheTwoRates() {
        SlotPacer pacer = new SlotPacer(Duration.ofMillis(5));
        second(pacer, 25_000);
        second(pacer, 17_000);
        assertThat(pacer.isGathering()).isTrue();

        second(pacer, 14_000);
        assertThat(pacer.isGathering()).isFalse();
    }

    @Test
    void forgetsTheRateOfBeforeASilence() {
        SlotPacer pacer = new SlotPacer(Duration.ofMillis(5));
        second(pacer, 25_000);
        now += TimeUnit.SECONDS.toNanos(10);
        pacer.onLook(now);

        assertThat(pacer.isGathering()).isFalse();
    }
}
