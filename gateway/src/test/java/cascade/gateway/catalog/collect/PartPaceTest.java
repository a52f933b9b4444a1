package cascade.gateway.catalog.collect;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.gateway.call.sdp.CallConfigs;
import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartPaceTest {

    private static final GatewayConfig CONFIG = CallConfigs.of("gateway.sip { source-rate = 2000, t1 = 500ms }");
    private static final int BURST = 750;
    private static final Duration TRANSIT = Duration.ofNanos(200_000);

    private final FakeTime time = new FakeTime();
    private final PartPace pace = new PartPace(CONFIG::sip, time);

    @Test
    void aSmallCatalogIsAnsweredAtOnce() {
        for (int part = 0; part < BURST; part++) {
            assertThat(pace.next().toMillis()).isZero();
        }
    }

    @Test
    @FieldReport(value = "load 1", part = "a lower that gives its catalog is paced by withheld answers")
    void aLowerThatSendsAsFastAsItIsAnsweredStaysBelowItsRate() {
        int parts = 50_000;
        for (int part = 0; part < parts; part++) {
            time.pass(TRANSIT.plus(pace.next()));
        }

        double seconds = time.getAsLong() / 1e9;
        assertThat(parts / seconds).isBetween(1_450.0, 1_550.0);
    }

    @Test
    void noAnswerIsHeldUntilItsRequestIsRepeated() {
        for (int part = 0; part < 10_000; part++) {
            assertThat(pace.next()).isLessThanOrEqualTo(Duration.ofMillis(250));
        }
    }

    @Test
    void aPauseIsNoCreditForMoreThanHalfASecond() {
        time.pass(Duration.ofMinutes(10));
        for (int part = 0; part < BURST + 10; part++) {
            pace.next();
        }

        assertThat(pace.next().toMillis()).isPositive();
    }
}
