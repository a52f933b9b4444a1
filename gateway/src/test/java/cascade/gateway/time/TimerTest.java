package cascade.gateway.time;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerTest {

    private final FakeTime time = new FakeTime();
    private final Timer timer = new Timer(time);
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsItsActionOnce() {
        timer.start(Duration.ofSeconds(1), () -> ran.add("action"));

        time.pass(Duration.ofMillis(999));
        assertThat(ran).isEmpty();
        assertThat(timer.isRunning()).isTrue();
        time.pass(Duration.ofSeconds(10));

        assertThat(ran).containsExactly("action");
        assertThat(timer.isRunning()).isFalse();
    }

    @Test
    void dropsThePendingActionWhenItIsStartedAnew() {
        timer.start(Duration.ofSeconds(1), () -> ran.add("first"));
        timer.start(Duration.ofSeconds(2), () -> ran.add("second"));

        time.pass(Duration.ofSeconds(10));

        assertThat(ran).containsExactly("second");
    }

    @Test
    void runsNothingAfterItIsStopped() {
        timer.start(Duration.ofSeconds(1), () -> ran.add("action"));
        timer.stop();
        timer.stop();

        time.pass(Duration.ofSeconds(10));

        assertThat(ran).isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void cancelsNothingWhenItIsStoppedWithoutHavingRun() {
        time.after(Duration.ofSeconds(1), () -> ran.add("somebody else's"));

        timer.stop();
        time.pass(Duration.ofSeconds(1));

        assertThat(ran).containsExactly("somebody else's");
    }

    @Test
    void mayBeStartedFromItsOwnAction() {
        timer.start(Duration.ofSeconds(1), () -> timer.start(Duration.ofSeconds(1), () -> ran.add("second")));

        time.pass(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("second");
    }

    @Test
    void periodicTimersRunUntilTheyAreCancelledFromWithinOrWithout() {
        List<Runnable> cancel = new ArrayList<>();
        cancel.add(time.every(Duration.ofSeconds(1), () -> {
            ran.add("tick");
            if (ran.size() == 3) {
                cancel.getFirst().run();
            }
        }));

        time.pass(Duration.ofSeconds(2));
        assertThat(ran).hasSize(2);
        time.pass(Duration.ofSeconds(10));

        assertThat(ran).hasSize(3);
        assertThat(time.pendingTimers()).isZero();
    }
}
