package cascade.gateway.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Counts over the time of one run, in bins. One thread writes. */
final class Timeline {

    static final long BIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int BINS = 4_096;

    private final long[] counts = new long[BINS];

    void clear() {
        Arrays.fill(counts, 0);
    }

    void add(long nanosSinceStart, long packets) {
        counts[bin(nanosSinceStart)] += packets;
    }

    static int bin(long nanosSinceStart) {
        return Math.clamp(nanosSinceStart / BIN_NANOS, 0, BINS - 1);
    }

    long at(int bin) {
        return counts[bin];
    }

    long between(long fromNanos, long toNanos) {
        return Arrays.stream(counts, bin(fromNanos), bin(toNanos)).sum();
    }
}
