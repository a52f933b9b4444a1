package cascade.gateway.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofHours(10));
    private static final Duration PAUSE = Duration.ofMinutes(5);

    /** Files as minutes from the period's beginning: from, to, from, to ... */
    private static Coverage of(long... minutes) {
        List<RecordedSpan> files = new ArrayList<>();
        for (int i = 0; i < minutes.length; i += 2) {
            files.add(new RecordedSpan(
                    FROM.plus(Duration.ofMinutes(minutes[i])), FROM.plus(Duration.ofMinutes(minutes[i + 1]))));
        }
        return Coverage.of(files, FROM, TO, PAUSE);
    }

    @Test
    void withoutAFileNothingIsThere() {
        assertThat(of()).isEqualTo(new Coverage(0, Duration.ofHours(10)));
    }

    @Test
    void oneFileThatReachesBeyondThePeriodIsAllOfIt() {
        assertThat(of(-60, 700)).isEqualTo(new Coverage(1, Duration.ZERO));
    }

    @Test
    void aPauseBetweenFilesIsNoGap() {
        assertThat(of(0, 300, 305, 600).isWhole()).isTrue();
        assertThat(of(3, 300, 302, 597).share()).isEqualTo(1);
    }

    @Test
    void aGapIsMissing() {
        Coverage coverage = of(0, 300, 360, 600);

        assertThat(coverage.share()).isCloseTo(0.9, within(1e-9));
        assertThat(coverage.longestGap()).isEqualTo(Duration.ofHours(1));
        assertThat(coverage.isWhole()).isFalse();
    }

    @Test
    void filesThatOverlapCountOnceInWhateverOrder() {
        assertThat(of(300, 360, 0, 330, 100, 200).share()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void aFileWhollyOutsideAddsNothing() {
        assertThat(of(700, 800)).isEqualTo(of());
        assertThat(of(-100, -50)).isEqualTo(of());
    }

    @Test
    void agreesWithCountingMinutesOneByOne() {
        var random = new Random(20261128);
        for (int round = 0; round < 500; round++) {
            long[] minutes = new long[2 * random.nextInt(6)];
            boolean[] covered = new boolean[600];
            for (int i = 0; i < minutes.length; i += 2) {
                minutes[i] = random.nextInt(800) - 100L;
                minutes[i + 1] = minutes[i] + random.nextInt(200);
                for (long at = Math.max(0, minutes[i]); at < Math.min(600, minutes[i + 1]); at++) {
                    covered[(int) at] = true;
                }
            }
            assertThat(of(minutes).share()).as(Arrays.toString(minutes)).isCloseTo(share(covered), within(1e-6));
        }
    }

    private static double share(boolean[] covered) {
        int missing = 0;
        int run = 0;
        for (int at = 0; at <= covered.length; at++) {
            if (at < covered.length && !covered[at]) {
                run++;
            } else {
                missing += run > PAUSE.toMinutes() ? run : 0;
                run = 0;
            }
        }
        return 1 - missing / (double) covered.length;
    }
}
