package cascade.monitoring;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Series of a histogram of durations: fixed buckets, each with the latest {@link CallExemplar} that fell into it. Micrometer's
 * takes exemplars from a tracer only. Any thread.
 */
final class DurationBuckets implements MeterSeries {

    private final Labels labels;
    private final InstantSource clock;
    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();
    private final AtomicReferenceArray<@Nullable Exemplar> exemplars;

    /**
     * @param upperBounds of the buckets, rising; what is longer goes into one more
     * @param clock stamps exemplars
     */
    DurationBuckets(Labels labels, List<Duration> upperBounds, InstantSource clock) {
        this.labels = labels;
        this.clock = clock;
        this.bounds = new double[upperBounds.size() + 1];
        Arrays.setAll(bounds, i -> i < upperBounds.size() ? seconds(upperBounds.get(i)) : Double.POSITIVE_INFINITY);
        this.counts = new LongAdder[bounds.length];
        Arrays.setAll(counts, i -> new LongAdder());
        this.exemplars = new AtomicReferenceArray<>(bounds.length);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    void record(Duration duration, Optional<CallExemplar> exemplar) {
        double seconds = seconds(duration);
        int found = Arrays.binarySearch(bounds, seconds);
        int bucket = found < 0 ? -found - 1 : found;
        counts[bucket].increment();
        sum.add(seconds);
        exemplar.filter(CallExemplar::fits)
                .ifPresent(call -> exemplars.set(
                        bucket, new Exemplar(seconds, Labels.of(call.label(), call.id()), clock.millis())));
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public DataPointSnapshot point() {
        long[] now = Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
        var latest = Exemplars.builder();
        for (int i = 0; i < bounds.length; i++) {
            Optional.ofNullable(exemplars.get(i)).ifPresent(latest::exemplar);
        }
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, now))
                .sum(sum.sum())
                .exemplars(latest.build())
                .build();
    }
}
