package cascade.gateway.catalog;

import io.vertx.core.Vertx;
import java.time.Duration;

/** One thing to do later; setting it anew or clearing it takes the earlier one back. Control loop only. */
final class Deadline {

    private static final long NONE = -1;

    private final Vertx vertx;
    private long timer = NONE;

    Deadline(Vertx vertx) {
        this.vertx = vertx;
    }

    void set(Duration delay, Runnable action) {
        clear();
        timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> {
            timer = NONE;
            action.run();
        });
    }

    boolean isSet() {
        return timer != NONE;
    }

    void clear() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
