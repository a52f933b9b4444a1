package cascade.gateway.media.io.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlotPacerTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private long now = 1_000 * MILLI;

    /** A second of looks, a millisecond apart, each of which finds a thousandth of the packets, at one socket. */
    private void second(SlotPacer pacer, int packets) {
        second(pacer, packets, 1);
    }

    private void second(SlotPacer pacer, int packets, int sockets) {
        int[] windows = new int[sockets];
        Arrays.fill(windows, -1);
        int next = 0;
        for (int i = 0; i < 1_000; i++) {
            now += MILLI;
            pacer.onLook(now);
            for (int packet = 0; packet < packets / 1_000; packet++) {
                int socket = next++ % sockets;
                windows[socket] = pacer.onSocket(windows[socket]);
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
        second(pacer, 22_000);

        assertThat(pacer.isGathering()).isTrue();
        assertThat(pacer.pauseNanos(now)).isEqualTo(5 * MILLI);
        assertThat(pacer.pauseNanos(now + 3 * MILLI)).isEqualTo(2 * MILLI);
        assertThat(pacer.pauseNanos(now + 9 * MILLI)).isZero();
    }

    @Test
    void waitsLongerUnderPressureButNeverBeyondTheSetting() {
        SlotPacer pacer = new SlotPacer(Duration.ofMillis(12));
        second(pacer, 30_000);
        assertThat(pacer.pauseNanos(now)).isEqualTo(10 * MILLI);

        second(pacer, 40_000);
        assertThat(pacer.pauseNanos(now)).isEqualTo(12 * MILLI);
    }

    @Test
    void waitsUntilASocketHasTwoPacketsAsFarAsTheSettingAllows() {
        SlotPacer pacer = new SlotPacer(Duration.ofMillis(20));
        second(pacer, 20_000, 20);
        assertThat(pacer.pauseNanos(now)).as("a thousand a second each").isEqualTo(5 * MILLI);

        SlotPacer wide = new SlotPacer(Duration.ofMillis(20));
        second(wide, 22_000, 22 * 8);
        assertThat(wide.pauseNanos(now)).as("125 a second each").isBetween(15 * MILLI, 17 * MILLI);

        SlotPacer narrow = new SlotPacer(Duration.ofMillis(5));
        second(narrow, 200_000, 200 * 5);
        assertThat(narrow.pauseNanos(now)).as("one packet each in 5 ms").isEqualTo(5 * MILLI);
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
