package cascade.gateway.store.journal;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Pace of work in the background that has no haste: after each piece it rests for some times as long as the piece took, so that
 * on a machine of few cores nobody waits behind more than a piece of it. One thread.
 */
final class WorkPace {

    /** A few milliseconds' work. */
    static final int PIECE_BYTES = 256 << 10;

    /** Takes a quarter of a core, as long as a piece takes no more than a third of the longest rest. */
    static final int RESTS = 3;

    /** A piece that took long waited for the disk, or for the core; and whoever awaits the end waits for the rest as well. */
    static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final LongSupplier nanoTime;
    private final LongConsumer sleepNanos;
    private final BooleanSupplier isAwaited;
    private long begunNanos;
    private int bytes;

    /**
     * @param sleepNanos rests so long, or wakes up early
     * @param isAwaited somebody waits for the end, so that there is no rest any more
     */
    WorkPace(LongSupplier nanoTime, LongConsumer sleepNanos, BooleanSupplier isAwaited) {
        this.nanoTime = nanoTime;
        this.sleepNanos = sleepNanos;
        this.isAwaited = isAwaited;
        this.begunNanos = nanoTime.getAsLong();
    }

    /** So many bytes more are done. */
    void did(int more) {
        bytes += more;
        if (bytes < PIECE_BYTES) {
            return;
        }
        bytes = 0;
        if (!isAwaited.getAsBoolean()) {
            sleepNanos.accept(Math.min(LONGEST_REST_NANOS, RESTS * (nanoTime.getAsLong() - begunNanos)));
        }
        begunNanos = nanoTime.getAsLong();
    }
}
