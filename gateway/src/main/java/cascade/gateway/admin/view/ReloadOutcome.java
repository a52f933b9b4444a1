package cascade.gateway.admin.view;

import java.util.List;

/** What came of reading the configuration again. */
public sealed interface ReloadOutcome {

    /**
     * It differed, and the difference has taken effect.
     *
     * @param changed the domains and sections that were touched
     */
    record Applied(List<String> changed) implements ReloadOutcome {
        public Applied {
            changed = List.copyOf(changed);
        }
    }

    /** Nothing differed. */
    record Unchanged() implements ReloadOutcome {}

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
