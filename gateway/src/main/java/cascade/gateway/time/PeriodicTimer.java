package cascade.gateway.time;

import java.time.Duration;

/** Timer that starts itself anew before each run of its action, until it is stopped. Control loop only. */
final class PeriodicTimer {

    private final Timer timer;
    private final Duration period;
    private final Runnable action;

    PeriodicTimer(Timers timers, Duration period, Runnable action) {
        this.timer = new Timer(timers);
        this.period = period;
        this.action = action;
    }

    void start() {
        timer.start(period, this::onPeriod);
    }

    private void onPeriod() {
        start();
        action.run();
    }

    void stop() {
        timer.stop();
    }
}
