package cascade.gateway.catalog.collect;

import cascade.monitoring.Label;

/** Outcome of a catalog query to a lower; all but {@link #WHOLE} are reasons to ask again soon. */
enum QueryOutcome implements Label {
    /** The tree holds what the lower has. */
    WHOLE,
    /** The answer was whole but lacks channels that were known; they stay until a second answer lacks them too. */
    UNCONFIRMED,
    /** Parts are missing, twice; what came was added, nothing was deleted. */
    INCOMPLETE,
    /** Refused for good, by status or in the answer: for now the lower has no more to say. */
    REFUSED,
    /** No answer at all, or a refusal of the moment. */
    FAILED,
    /** The lower went offline. */
    CANCELLED;

    /** Whether the lower gave its whole catalog. */
    boolean isFull() {
        return this == WHOLE || this == UNCONFIRMED;
    }

    /** Whether the lower has said what it has to say, so that nobody need wait for it. */
    boolean isHeard() {
        return switch (this) {
            case WHOLE, UNCONFIRMED, INCOMPLETE, REFUSED -> true;
            case FAILED, CANCELLED -> false;
        };
    }
}
