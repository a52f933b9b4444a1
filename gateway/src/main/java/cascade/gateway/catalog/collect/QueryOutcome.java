package cascade.gateway.catalog.collect;

/** Outcome of a catalog query to a lower; all but {@link #WHOLE} are reasons to ask again soon. */
enum QueryOutcome {
    /** The tree holds what the lower has. */
    WHOLE,
    /** The answer was whole but lacks channels that were known; they stay until a second answer lacks them too. */
    UNCONFIRMED,
    /** Parts are missing, twice; what came was added, nothing was deleted. */
    INCOMPLETE,
    /** No answer at all, or a refusal. */
    FAILED,
    /** The lower went offline. */
    CANCELLED;

    /** Whether the tree holds now what the lower said. */
    boolean isAnswered() {
        return switch (this) {
            case WHOLE, UNCONFIRMED, INCOMPLETE -> true;
            case FAILED, CANCELLED -> false;
        };
    }
}
