package cascade.gateway.bench.kit;

import java.util.Arrays;

/** Histogram of latencies, to the microsecond and up to half a second. One thread writes. */
public final class Latencies {

    private static final int BUCKETS = 500_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final long[] histogram = new long[BUCKETS];
    private long count;
    private long longestNanos;

    public void clear() {
        Arrays.fill(histogram, 0);
        count = 0;
        longestNanos = 0;
    }

    public void add(long nanos, int packets) {
        histogram[Math.clamp(nanos / NANOS_PER_MICRO, 0, BUCKETS - 1)] += packets;
        count += packets;
        longestNanos = Math.max(longestNanos, nanos);
    }

    /** The longest of all, however long. */
    public long longestNanos() {
        return longestNanos;
    }

    /** In microseconds. */
    public double quantile(double share) {
        double wanted = count * share;
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += histogram[bucket];
            if (seen > 0 && seen >= wanted) {
                return bucket;
            }
        }
        return Double.NaN;
    }
}
