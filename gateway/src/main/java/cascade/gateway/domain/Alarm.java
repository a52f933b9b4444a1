package cascade.gateway.domain;

import java.time.Duration;

/** One timer that is set, set anew, and cleared; it never rings after {@link #clear}. */
final class Alarm {

    private final Timers timers;
    private Runnable cancel = () -> {};

    Alarm(Timers timers) {
        this.timers = timers;
    }

    void set(Duration delay, Runnable action) {
        clear();
        cancel = timers.after(delay, action);
    }

    void clear() {
        cancel.run();
        cancel = () -> {};
    }
}
