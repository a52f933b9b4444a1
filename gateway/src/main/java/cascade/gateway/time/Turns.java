package cascade.gateway.time;

import java.time.Duration;

/**
 * Turns of the control loop in which long work is done piece by piece, so that whatever waits has its turn in between.
 * Control loop only.
 */
@FunctionalInterface
public interface Turns {

    /** The shortest pause between two turns. */
    Duration PAUSE = Duration.ofMillis(1);

    /** All in one turn: for who has no loop. */
    Turns AT_ONCE = work -> {
        while (work.goOn()) {}
    };

    /** Work of many turns. */
    @FunctionalInterface
    interface Work {

        /**
         * Does a turn's work, some milliseconds long.
         *
         * @return whether there is more to do
         */
        boolean goOn();
    }

    /** Does the first turn's work now and the rest in turns to come. */
    void take(Work work);

    static Turns of(Timers timers) {
        return new Turns() {
            @Override
            public void take(Work work) {
                if (work.goOn()) {
                    timers.after(PAUSE, () -> take(work));
                }
            }
        };
    }
}
