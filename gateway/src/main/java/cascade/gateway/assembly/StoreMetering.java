package cascade.gateway.assembly;

import cascade.gateway.store.journal.StoreObserver;
import cascade.monitoring.StoreMeters;
import java.time.Duration;
import java.util.Locale;

/** Counting of what the embedded store does. Any thread. */
final class StoreMetering implements StoreObserver {

    private final StoreMeters meters;

    StoreMetering(StoreMeters meters) {
        this.meters = meters;
        for (Discard reason : Discard.values()) {
            meters.discarded(label(reason), 0);
        }
    }

    @Override
    public void onWritten(int records, Duration took) {
        meters.written(took);
    }

    @Override
    public void onUnwritten(long records) {
        meters.unwritten(records);
    }

    @Override
    public void onDiscarded(Discard why) {
        meters.discarded(label(why), 1);
    }

    @Override
    public void onCompacted(boolean succeeded) {
        meters.compacted(succeeded);
    }

    private static String label(Discard why) {
        return why.name().toLowerCase(Locale.ROOT);
    }
}
