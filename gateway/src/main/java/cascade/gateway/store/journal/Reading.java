package cascade.gateway.store.journal;

/** Outcome of reading a journal or snapshot: whether all of it can be trusted, and up to where. Immutable. */
sealed interface Reading {

    /** The file up to there is good. */
    long goodBytes();

    /** Every byte is accounted for. */
    record Whole(long goodBytes) implements Reading {}

    /** The process or the machine stopped in the middle of the last write, which nobody was told had been done. */
    record Torn(long goodBytes, long cutBytes) implements Reading {}

    /** What follows the good bytes was changed or lost after it had been written. */
    record Damaged(long goodBytes, String why) implements Reading {}

    /** No file of ours, or in a form that this build does not read. */
    record Unreadable(String why) implements Reading {

        @Override
        public long goodBytes() {
            return 0;
        }
    }
}
