package cascade.gateway.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.testkit.FakeTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@FieldReport(value = "load 10", part = "what overload is")
class OverloadWatchTest {

    private final FakeTime time = new FakeTime();
    private final SipSettings.Overload limits = new SipSettings.Overload(Duration.ofMillis(500), 0.9);
    private Duration backlog = Duration.ZERO;
    private double heap = 0.5;
    private long lateNanos;
    private final OverloadWatch watch =
            new OverloadWatch(time, () -> time.getAsLong() + lateNanos, () -> limits, () -> backlog, () -> heap);

    @BeforeEach
    void start() {
        watch.start();
    }

    private void check() {
        time.pass(Duration.ofMillis(100));
    }

    @Test
    void aQuietGatewayIsNotOverloaded() {
        check();
        assertThat(watch.isOverloaded()).isFalse();
    }

    @Test
    void aLateLoopIsOverload() {
        lateNanos = Duration.ofMillis(600).toNanos();
        check();
        lateNanos += Duration.ofMillis(600).toNanos();
        check();
        assertThat(watch.isOverloaded()).isTrue();
    }

    @Test
    void messagesThatWaitInASocketAreOverload() {
        backlog = Duration.ofMillis(600);
        check();
        check();
        assertThat(watch.isOverloaded()).isTrue();
    }

    @Test
    void aFullHeapIsOverload() {
        heap = 0.91;
        check();
        check();
        assertThat(watch.isOverloaded()).isTrue();
    }

    private int admittedOf(int calls) {
        return (int)
                IntStream.range(0, calls).filter(call -> watch.admitsCall()).count();
    }

    @Test
    void allCallsAreAdmittedWithoutOverload() {
        check();
        assertThat(admittedOf(100)).isEqualTo(100);
    }

    @Test
    void aSinglePauseRefusesNoCall() {
        lateNanos = Duration.ofMillis(800).toNanos();
        check();
        lateNanos = 0;
        check();
        assertThat(watch.isOverloaded()).isFalse();
        assertThat(admittedOf(100)).isEqualTo(100);
    }

    @Test
    void twoPausesInARowRefuseHalfOfTheCallsAndSoonNone() {
        backlog = Duration.ofMillis(600);
        check();
        check();
        backlog = Duration.ZERO;
        assertThat(admittedOf(100)).isEqualTo(50);

        time.pass(Duration.ofSeconds(1));
        assertThat(watch.isOverloaded()).isFalse();
        assertThat(admittedOf(100)).isEqualTo(100);
    }

    @Test
    void lastingOverloadRefusesAllCallsAndEndsStepByStep() {
        heap = 0.95;
        time.pass(Duration.ofSeconds(2));
        assertThat(admittedOf(1_000)).isZero();

        heap = 0.5;
        check();
        assertThat(admittedOf(1_000)).isBetween(49, 51);
        time.pass(Duration.ofSeconds(2));
        assertThat(watch.isOverloaded()).isFalse();
    }
}
