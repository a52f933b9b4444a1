package cascade.gateway.media.io.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BacklogPaceTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int PACKETS_A_SECOND = 400;

    @Test
    void aBacklogIsReadAtSoManyTimesTheRateAtWhichItCame() {
        BacklogPace pace = of(PACKETS_A_SECOND, SECOND, 4);

        long read = 0;
        for (long now = 0; now <= SECOND / 2; now += SECOND / 1_000) {
            read += pace.takeDue(now);
        }

        assertThat(read).isEqualTo(4 * PACKETS_A_SECOND / 2);
    }

    @Test
    void nothingIsDueAtOnceAndNothingTwice() {
        BacklogPace pace = of(PACKETS_A_SECOND, SECOND, 4);

        assertThat(pace.takeDue(0)).isZero();
        assertThat(pace.takeDue(SECOND / 100)).isEqualTo(16);
        assertThat(pace.takeDue(SECOND / 100)).isZero();
    }

    @Test
    void aFewPacketsAreNotKeptWaiting() {
        BacklogPace pace = of(2, 60 * SECOND, 2);

        assertThat(pace.takeDue(SECOND / 100)).isGreaterThanOrEqualTo(2);
    }

    /** Else a stream of which the kernel had dropped most would be read more slowly than it comes, for ever. */
    @Test
    void aBacklogThatDoesNotGetLessIsReadUnpacedInTheEnd() {
        BacklogPace pace = of(PACKETS_A_SECOND, SECOND, 4);

        assertThat(pace.isOver(SECOND / 3)).isFalse();
        assertThat(pace.isOver(SECOND)).isTrue();
    }

    private static BacklogPace of(int packets, long silence, double speed) {
        return new BacklogPace(packets * BacklogPace.PACKET_COST_BYTES, silence, speed, 0);
    }
}
