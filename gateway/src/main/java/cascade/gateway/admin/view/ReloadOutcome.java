package cascade.gateway.admin.view;

import java.util.List;

/** Outcome of a reload of the configuration. */
public sealed interface ReloadOutcome {

    /**
     * It differed, and the difference has taken effect.
     *
     * @param changed the keys that have another value now
     * @param restartNeeded the keys whose new value waits for a restart
     */
    record Applied(List<String> changed, List<String> restartNeeded) implements ReloadOutcome {
        public Applied {
            changed = List.copyOf(changed);
            restartNeeded = List.copyOf(restartNeeded);
        }
    }

    /**
     * Nothing took effect: the files say the same as before, or what differs waits for a restart.
     *
     * @param restartNeeded the keys whose value in the files waits for a restart
     */
    record Unchanged(List<String> restartNeeded) implements ReloadOutcome {
        public Unchanged {
            restartNeeded = List.copyOf(restartNeeded);
        }
    }

    /**
     * It is in force, but parts of the running gateway failed to follow it.
     *
     * @param changed the keys that have another value now, those of the failed parts included
     * @param restartNeeded the keys whose new value waits for a restart
     * @param faults each as {@code key: what failed}
     */
    record Failed(List<String> changed, List<String> restartNeeded, List<String> faults) implements ReloadOutcome {
        public Failed {
            changed = List.copyOf(changed);
            restartNeeded = List.copyOf(restartNeeded);
            faults = List.copyOf(faults);
        }
    }

    /**
     * It is refused as a whole, the old one stays.
     *
     * @param problems each as {@code file:line: key: what is wrong; what is expected}
     */
    record Refused(List<String> problems) implements ReloadOutcome {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
