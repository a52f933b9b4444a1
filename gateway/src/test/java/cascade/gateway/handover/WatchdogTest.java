package cascade.gateway.handover;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration QUARTER = PATIENCE.dividedBy(4);

    private final FakeTime time = new FakeTime();
    private Promise<Void> turn = Promise.promise();
    private boolean loopsTurn = true;
    private int told;

    private final Watchdog watchdog = new Watchdog(time, this::turn, () -> told++);

    private Future<Void> turn() {
        turn = Promise.promise();
        return loopsTurn ? Future.succeededFuture() : turn.future();
    }

    @Test
    void theServiceManagerHearsAtLeastTwiceWithinItsTimeWhileAllLoopsTurn() {
        watchdog.start(PATIENCE);
        assertThat(told).isEqualTo(1);

        time.pass(PATIENCE);

        assertThat(told).isEqualTo(5);
    }

    @Test
    void itHearsNothingWhileAMediaLoopHangsAndHearsAgainWhenItTurns() {
        watchdog.start(PATIENCE);
        loopsTurn = false;
        time.pass(QUARTER);
        told = 0;

        time.pass(PATIENCE.multipliedBy(3));
        assertThat(told).isZero();

        loopsTurn = true;
        turn.complete();
        assertThat(told).isEqualTo(1);
        time.pass(QUARTER);
        assertThat(told).isEqualTo(2);
    }

    @Test
    void itHearsNothingAnyMoreWhenALoopHasEnded() {
        loopsTurn = false;
        watchdog.start(PATIENCE);
        turn.fail("ended");

        time.pass(PATIENCE);

        assertThat(told).isZero();
    }

    @Test
    void nobodyIsAskedAfterTheEnd() {
        watchdog.start(PATIENCE);
        watchdog.close();
        told = 0;

        time.pass(PATIENCE);

        assertThat(told).isZero();
        assertThat(time.pendingTimers()).isZero();
    }
}
