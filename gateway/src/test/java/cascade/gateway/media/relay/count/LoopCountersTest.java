package cascade.gateway.media.relay.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopCountersTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void countsALossOnlyWhenThePacketIsStillMissingASecondLater() {
        LostPackets lost = new LostPackets();
        lost.sample(5, 10 * SECOND);
        assertThat(lost.sure()).isZero();

        lost.sample(3, 11 * SECOND);
        assertThat(lost.sure()).as("two were only late").isEqualTo(3);
    }

    @Test
    void neverTakesACountedLossBack() {
        LostPackets lost = new LostPackets();
        lost.sample(5, 10 * SECOND);
        lost.sample(5, 11 * SECOND);
        lost.sample(2, 12 * SECOND);
        lost.sample(2, 13 * SECOND);

        assertThat(lost.sure()).isEqualTo(5);
        assertThat(lost.last(2)).isEqualTo(5);
    }

    @Test
    void countsWhatIsMissingAtTheEnd() {
        LostPackets lost = new LostPackets();
        lost.sample(0, 10 * SECOND);

        assertThat(lost.last(4)).isEqualTo(4);
    }

    @Test
    void addsUpWhatAViewerReportsAndNeverGoesBack() {
        ReportedLoss loss = new ReportedLoss();
        for (int lost : new int[] {3, 3, 8, 6, 7}) {
            loss.onReport(lost);
        }
        assertThat(loss.sum())
                .as("late copies took two back, one more was lost")
                .isEqualTo(9);

        loss.onReport(0);
        loss.onReport(2);
        assertThat(loss.sum()).as("the viewer started anew").isEqualTo(11);

        loss.onReport(-0x800000);
        loss.onReport(0x7FFFFF);
        assertThat(loss.sum()).as("no such loss").isEqualTo(11);
    }

    @Test
    void knowsTheLongestPauseAndHowManyThereWere() {
        ArrivalGaps gaps = new ArrivalGaps();
        gaps.note(1, 1 + ArrivalGaps.PAUSE_NANOS);
        assertThat(gaps.count()).isZero();

        gaps.note(SECOND, 4 * SECOND);
        gaps.note(4 * SECOND, 5 * SECOND);
        gaps.note(5 * SECOND, 5 * SECOND + 1);

        assertThat(gaps.count()).isEqualTo(2);
        assertThat(gaps.longest()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void countsNoPauseOfASourceOnHold() {
        ArrivalGaps gaps = new ArrivalGaps();
        gaps.setHeld(true, SECOND);
        gaps.note(0, 10 * SECOND);
        gaps.setHeld(false, 20 * SECOND);
        gaps.note(10 * SECOND, 20 * SECOND + 1);
        assertThat(gaps.count()).isZero();
        assertThat(gaps.longest()).isEqualTo(Duration.ofNanos(1));

        gaps.note(20 * SECOND + 1, 22 * SECOND + 1);
        assertThat(gaps.count()).isEqualTo(1);
        assertThat(gaps.longest()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void samplesTheBitrateEachSecond() {
        Bitrate bitrate = new Bitrate(0);
        bitrate.sample(250_000, SECOND / 2);
        assertThat(bitrate.bps()).as("too early to tell").isZero();

        bitrate.sample(500_000, SECOND);
        assertThat(bitrate.bps()).isEqualTo(4_000_000);

        bitrate.sample(500_000, 2 * SECOND);
        assertThat(bitrate.bps()).isZero();
    }
}
