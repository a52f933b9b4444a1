package cascade.gateway.sip;

import io.vertx.core.Vertx;
import java.time.Duration;

/** One restartable timer of a transaction, on the control loop. */
final class Timer {

    private static final long STOPPED = -1;

    private final Vertx vertx;
    private final Runnable onFire;
    private long id = STOPPED;

    Timer(Vertx vertx, Runnable onFire) {
        this.vertx = vertx;
        this.onFire = onFire;
    }

    void start(Duration delay) {
        stop();
        id = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> {
            id = STOPPED;
            onFire.run();
        });
    }

    void stop() {
        if (id != STOPPED) {
            vertx.cancelTimer(id);
            id = STOPPED;
        }
    }
}
