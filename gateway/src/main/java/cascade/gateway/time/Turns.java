package cascade.gateway.time;

import java.time.Duration;
import java.util.function.Supplier;

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

        /** This work, and in its last turn and those after it another, which is made then. */
        default Work then(Supplier<Work> next) {
            return new Work() {
                private Work now = Work.this;
                private boolean isFirst = true;

                @Override
                public boolean goOn() {
                    boolean more = now.goOn();
                    if (!more && isFirst) {
                        isFirst = false;
                        now = next.get();
                        more = now.goOn();
                    }
                    return more;
                }
            };
        }
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
