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
     * Nothing differed from what was read before.
     *
     * @param restartNeeded the keys whose value of then still waits for a restart
     */
    record Unchanged(List<String> restartNeeded) implements ReloadOutcome {
        public Unchanged {
            restartNeeded = List.copyOf(restartNeeded);
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
