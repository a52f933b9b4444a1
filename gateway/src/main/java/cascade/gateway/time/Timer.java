package cascade.gateway.time;

import java.time.Duration;
import java.util.Optional;

/**
 * Restartable one-shot timer: at most one action is pending, and none runs after {@link #stop}. It keeps no timer id, so
 * that stopping what never ran cannot cancel somebody else's timer (Vert.x counts them from 0). Control loop only.
 */
public final class Timer {

    private final Timers timers;
    private Optional<Runnable> cancel = Optional.empty();

    public Timer(Timers timers) {
        this.timers = timers;
    }

    /** Runs the action once, after the delay; an action that is pending is dropped for it. */
    public void start(Duration delay, Runnable action) {
        stop();
        cancel = Optional.of(timers.after(delay, () -> {
            cancel = Optional.empty();
            action.run();
        }));
    }

    /** Drops the pending action, if there is one. */
    public void stop() {
        cancel.ifPresent(Runnable::run);
        cancel = Optional.empty();
    }

    /** Whether an action is pending. */
    public boolean isRunning() {
        return cancel.isPresent();
    }
}
