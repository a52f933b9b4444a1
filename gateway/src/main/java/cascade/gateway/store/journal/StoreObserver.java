package cascade.gateway.store.journal;

import java.time.Duration;

/** Hears what the embedded store does, for meters. Called by its threads: an implementation must be safe for any thread. */
public interface StoreObserver {

    /** Hears nothing. */
    StoreObserver NONE = new StoreObserver() {};

    /** Why something that stood in a file is not kept. */
    enum Discard {
        /** The end of the last write before the process stopped. */
        TORN,
        /** A file that was set aside, or the rest of one. */
        DAMAGED,
        /** A record of a format that this build does not read, set aside. */
        VERSION
    }

    /** A batch of records has reached the page cache. */
    default void onWritten(int records, Duration took) {}

    /** Records that were promised, and are not in the file. */
    default void onUnwritten(long records) {}

    default void onDiscarded(Discard why) {}

    default void onCompacted(boolean succeeded) {}
}
