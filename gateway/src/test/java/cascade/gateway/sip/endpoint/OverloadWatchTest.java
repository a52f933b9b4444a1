package cascade.gateway.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.testkit.FakeTime;
import java.time.Duration;
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
        assertThat(watch.isOverloaded()).isTrue();
    }

    @Test
    void messagesThatWaitInASocketAreOverload() {
        backlog = Duration.ofMillis(600);
        check();
        assertThat(watch.isOverloaded()).isTrue();
    }

    @Test
    void aFullHeapIsOverload() {
        heap = 0.91;
        check();
        assertThat(watch.isOverloaded()).isTrue();
    }

    @Test
    void overloadEndsWhenItHasBeenOverForAWhile() {
        backlog = Duration.ofMillis(600);
        check();
        backlog = Duration.ZERO;
        check();
        assertThat(watch.isOverloaded()).isTrue();
        time.pass(Duration.ofSeconds(3));
        assertThat(watch.isOverloaded()).isFalse();
    }
}
