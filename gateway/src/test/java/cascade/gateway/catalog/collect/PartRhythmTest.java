package cascade.gateway.catalog.collect;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.gateway.call.sdp.CallConfigs;
import cascade.gateway.testkit.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartRhythmTest {

    private static final GatewayConfig CONFIG =
            CallConfigs.of("gateway.catalog { query-timeout = 10s, part-timeout = 4s }");

    private final FakeTime time = new FakeTime();
    private final PartRhythm rhythm = new PartRhythm(CONFIG::catalog, time);

    private void partAfter(Duration pause) {
        time.pass(pause);
        rhythm.onPart();
    }

    @Test
    void theFirstPartHasTheWholeTimeOfAQuery() {
        rhythm.onAsked();

        assertThat(rhythm.patience()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aFurtherPartHasTheTimeInWhichItWouldBeRepeated() {
        rhythm.onAsked();
        partAfter(Duration.ofSeconds(9));
        partAfter(Duration.ofMillis(2));

        assertThat(rhythm.patience()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aSlowLowerHasThreeTimesItsLongestPause() {
        rhythm.onAsked();
        partAfter(Duration.ofSeconds(1));
        partAfter(Duration.ofSeconds(2));
        partAfter(Duration.ofMillis(2));

        assertThat(rhythm.patience()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void noPartHasLongerThanAQuery() {
        rhythm.onAsked();
        partAfter(Duration.ofSeconds(1));
        partAfter(Duration.ofSeconds(5));

        assertThat(rhythm.patience()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void eachAnswerHasARhythmOfItsOwn() {
        rhythm.onAsked();
        partAfter(Duration.ofSeconds(1));
        partAfter(Duration.ofSeconds(5));

        rhythm.onAsked();
        partAfter(Duration.ofSeconds(30));
        partAfter(Duration.ofMillis(2));

        assertThat(rhythm.patience()).isEqualTo(Duration.ofSeconds(4));
    }
}
