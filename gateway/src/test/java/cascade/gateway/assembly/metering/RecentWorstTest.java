package cascade.gateway.assembly.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentWorstTest {

    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final Duration SPIKE = Duration.ofMillis(40);

    private final RecentWorst worst = new RecentWorst(WINDOW, 0);

    private void note(int second, Duration figure) {
        worst.note(figure, Duration.ofSeconds(second).toNanos());
    }

    @Test
    void aSpikeIsSeenForAWindowAtLeastAndForgottenAfterTwo() {
        note(14, SPIKE);
        note(15, Duration.ofMillis(1));
        assertThat(worst.worst()).isEqualTo(SPIKE);
        note(29, Duration.ofMillis(2));
        assertThat(worst.worst()).isEqualTo(SPIKE);
        note(30, Duration.ofMillis(1));
        assertThat(worst.worst()).isEqualTo(Duration.ofMillis(2));
    }
}
