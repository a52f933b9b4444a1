package cascade.monitoring;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Meters of the store of what survives the process. */
public final class StoreMeters {

    private static final String SUCCEEDED = "succeeded";
    private static final String FAILED = "failed";

    private final Instruments instruments;

    StoreMeters(Instruments instruments) {
        this.instruments = instruments;
        instruments.count(MeterName.STORE_UNWRITTEN, 0);
        instruments.count(MeterName.STORE_COMPACTIONS, 0, SUCCEEDED);
        instruments.count(MeterName.STORE_COMPACTIONS, 0, FAILED);
    }

    /**
     * @param up whether records are written; called on the scraping thread, as is the other
     * @param bytes of its files
     */
    public void watch(BooleanSupplier up, LongSupplier bytes) {
        instruments.watchLevel(MeterName.STORE_UP, () -> up.getAsBoolean() ? 1 : 0);
        instruments.watchLevel(MeterName.STORE_BYTES, bytes::getAsLong);
    }

    /** @param records of that kind; called on the scraping thread */
    public void watchRecords(String kind, IntSupplier records) {
        instruments.watchLevel(MeterName.STORE_RECORDS, records::getAsInt, kind);
    }

    public void written(Duration took) {
        instruments.time(MeterName.STORE_WRITE, took);
    }

    public void unwritten(long records) {
        instruments.count(MeterName.STORE_UNWRITTEN, records);
    }

    public void compacted(boolean succeeded) {
        instruments.count(MeterName.STORE_COMPACTIONS, 1, succeeded ? SUCCEEDED : FAILED);
    }

    /** @param reason of a closed list; 0 makes its series exist */
    public void discarded(String reason, long amount) {
        instruments.count(MeterName.STORE_DISCARDED, amount, reason);
    }
}
