package cascade.gateway.domain;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Runs something later on the control loop. */
@FunctionalInterface
interface Timers {

    /** @return what cancels it; cancelling what has run does nothing */
    Runnable after(Duration delay, Runnable action);

    static Timers of(Vertx vertx) {
        return (delay, action) -> {
            long id = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> action.run());
            return () -> vertx.cancelTimer(id);
        };
    }
}
