package cascade.gateway.store.journal;

import java.util.HashSet;
import java.util.Set;

/** How far a writer's steps are over without a gap: the removal of a key that is not there is over before the puts ahead of it. */
final class StepsDone {

    private final Set<Long> ahead = new HashSet<>();
    private long next;

    StepsDone(long first) {
        next = first;
    }

    /** @return the first step that is not over, now that this one is */
    long over(long step) {
        ahead.add(step);
        while (ahead.remove(next)) {
            next++;
        }
        return next;
    }
}
