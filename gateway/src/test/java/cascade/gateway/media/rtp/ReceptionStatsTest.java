package cascade.gateway.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceptionStatsTest {

    private static final int CLOCK_HZ = 90_000;
    private static final long FRAME_NANOS = 40_000_000;
    private static final int FRAME_TICKS = 3_600;

    private final ReceptionStats stats = new ReceptionStats(CLOCK_HZ);

    @Test
    void countsNothingForACleanRun() {
        receive(10, 11, 12, 13);

        assertThat(stats.lost()).isZero();
        assertThat(stats.reordered()).isZero();
        assertThat(stats.duplicates()).isZero();
        assertThat(stats.highestSequence()).isEqualTo(13);
    }

    @Test
    void countsAGapAsLostUntilTheLatePacketComes() {
        receive(10, 11, 14);
        assertThat(stats.lost()).isEqualTo(2);

        receive(12);
        assertThat(stats.lost()).isEqualTo(1);
        assertThat(stats.reordered()).isEqualTo(1);
    }

    @Test
    void doesNotLetACopyHideALoss() {
        receive(10, 12, 12, 10);

        assertThat(stats.lost()).isEqualTo(1);
        assertThat(stats.duplicates()).isEqualTo(2);
        assertThat(stats.lostForReport()).isEqualTo(-1);
    }

    @Test
    void extendsTheSequenceOverItsWrap() {
        receive(65_534, 65_535, 0, 2, 1);

        assertThat(stats.highestSequence()).isEqualTo(65_536 + 2);
        assertThat(stats.lost()).isZero();
        assertThat(stats.reordered()).isEqualTo(1);
    }

    @Test
    void takesAPacketFromBeforeTheFirstForALateOne() {
        receive(10, 8);
        assertThat(stats.lost()).isEqualTo(1);

        receive(9);
        assertThat(stats.lost()).isZero();
    }

    @Test
    void ignoresOneStrayNumberAndFollowsTwo() {
        receive(100, 101, 40_000, 102);
        assertThat(stats.lost()).isZero();
        assertThat(stats.highestSequence()).isEqualTo(102);

        receive(105, 40_000, 40_001, 40_003);
        assertThat(stats.highestSequence()).isEqualTo(40_003);
        assertThat(stats.lost()).as("two in the former run, one in this").isEqualTo(3);
    }

    @Test
    void keepsFormerLossesOverARestart() {
        receive(10, 13);
        stats.restart();
        receive(5_000, 5_002);

        assertThat(stats.lost()).isEqualTo(3);
    }

    @Test
    void tellsTheFractionLostSinceTheLastReport() {
        receive(0, 1, 2, 3);
        assertThat(stats.takeFractionLost()).isZero();

        receive(5, 6, 7);
        assertThat(stats.takeFractionLost()).as("one of four, in 256ths").isEqualTo(64);
        assertThat(stats.takeFractionLost()).isZero();
    }

    @Test
    void measuresNoJitterWhenPacketsComeAsTheyWereSent() {
        for (int i = 0; i < 500; i++) {
            stats.onPacket(i, i * FRAME_TICKS, i * FRAME_NANOS);
        }

        assertThat(stats.jitter()).isZero();
    }

    @Test
    void measuresJitterAsTheStandardsFormulaDoes() {
        Random random = new Random(5);
        double expected = 0;
        double before = 0;
        for (int i = 0; i < 5_000; i++) {
            long lateNanos = random.nextLong(20_000_000);
            double transit = lateNanos / 1e9 * CLOCK_HZ;
            if (i > 0) {
                expected += (Math.abs(transit - before) - expected) / 16;
            }
            before = transit;
            stats.onPacket(i & 0xFFFF, i * FRAME_TICKS, i * FRAME_NANOS + lateNanos);
        }

        assertThat((double) stats.jitter()).isCloseTo(expected, within(2.0));
        assertThat(stats.jitterNanos() / 1e9 * CLOCK_HZ).isCloseTo(expected, within(2.0));
    }

    @Test
    void takesAClockThatWasSetAnewForNoJitter() {
        stats.onPacket(1, 0, 0);
        stats.onPacket(2, FRAME_TICKS, FRAME_NANOS);
        stats.onPacket(3, Integer.MIN_VALUE + FRAME_TICKS, FRAME_NANOS);
        assertThat(stats.jitter()).isZero();

        stats.onPacket(4, Integer.MIN_VALUE + 2 * FRAME_TICKS, 2 * FRAME_NANOS);
        assertThat(stats.jitter()).as("measured from the new clock").isZero();
        stats.onPacket(5, Integer.MIN_VALUE + 3 * FRAME_TICKS, 4 * FRAME_NANOS);
        assertThat(stats.jitter()).isEqualTo(FRAME_TICKS / 16);
    }

    @Test
    void agreesWithASimpleModelOnALossyDisorderedPath() {
        for (int seed = 0; seed < 200; seed++) {
            agreesWithASimpleModel(seed);
        }
    }

    private static void agreesWithASimpleModel(int seed) {
        Random random = new Random(seed);
        int first = random.nextInt(65_536);
        List<Integer> path = lossyPath(random, first, 2_000);
        ReceptionStats stats = new ReceptionStats(CLOCK_HZ);
        Set<Integer> seen = new HashSet<>();
        int highest = Integer.MIN_VALUE;
        int lowest = Integer.MAX_VALUE;
        long copies = 0;
        long late = 0;
        for (int sequence : path) {
            stats.onPacket(sequence & 0xFFFF, 0, 0);
            if (!seen.add(sequence)) {
                copies++;
            } else if (sequence < highest) {
                late++;
            }
            highest = Math.max(highest, sequence);
            lowest = Math.min(lowest, sequence);
        }

        assertThat(stats.duplicates()).as("seed %d", seed).isEqualTo(copies);
        assertThat(stats.reordered()).as("seed %d", seed).isEqualTo(late);
        assertThat(stats.lost()).as("seed %d", seed).isEqualTo(highest - lowest + 1 - seen.size());
        assertThat(stats.lostForReport()).as("seed %d", seed).isEqualTo(highest - lowest + 1 - path.size());
    }

    /** Numbers that do not wrap, in the order in which they arrive. */
    private static List<Integer> lossyPath(Random random, int first, int packets) {
        List<Integer> path = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            if (random.nextInt(20) == 0) {
                continue;
            }
            path.add(Math.max(0, path.size() - random.nextInt(random.nextInt(5) == 0 ? 40 : 1)), first + i);
            if (random.nextInt(30) == 0) {
                path.add(first + i);
            }
        }
        return path;
    }

    private void receive(int... sequences) {
        for (int sequence : sequences) {
            stats.onPacket(sequence, 0, 0);
        }
    }
}
