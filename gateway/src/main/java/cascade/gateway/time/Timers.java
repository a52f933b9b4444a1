package cascade.gateway.time;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Source of one-shot and periodic timers on the control loop; tests put a fake in its place. */
@FunctionalInterface
public interface Timers {

    /**
     * Runs the action once, after the delay and on the loop, never within this call.
     *
     * @return cancels it; cancelling what has run, or was cancelled, does nothing
     */
    Runnable after(Duration delay, Runnable action);

    /**
     * Runs the action once each period; a run that is late delays those after it.
     *
     * @return cancels it, also from within the action
     */
    default Runnable every(Duration period, Runnable action) {
        var timer = new PeriodicTimer(this, period, action);
        timer.start();
        return timer::stop;
    }

    /** Timers of a Vert.x instance; its finest step is a millisecond, and a delay of none counts as one. */
    static Timers of(Vertx vertx) {
        return (delay, action) -> {
            long id = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> action.run());
            return () -> vertx.cancelTimer(id);
        };
    }
}
