package cascade.gateway.assessment;

import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Bounded rate: runs an action so many times a minute, evenly; at a rate of 0 never. Control loop only. */
final class Pace {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final IntSupplier rate;
    private final Runnable action;
    private final Timer next;

    /** @param rate times a minute, read before each run */
    Pace(Timers timers, IntSupplier rate, Runnable action) {
        this.rate = rate;
        this.action = action;
        this.next = new Timer(timers);
    }

    /** Goes by the rate as it is now; the first run is one interval from now. */
    void restart() {
        int now = rate.getAsInt();
        if (now == 0) {
            next.stop();
        } else {
            next.start(MINUTE.dividedBy(now), this::onTurn);
        }
    }

    private void onTurn() {
        restart();
        if (next.isRunning()) {
            action.run();
        }
    }

    void stop() {
        next.stop();
    }
}
