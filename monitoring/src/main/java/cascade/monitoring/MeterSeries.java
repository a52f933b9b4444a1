package cascade.monitoring;

import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Series of a meter: its labels, and its sample at the moment of a scrape. Any thread. */
sealed interface MeterSeries
        permits MeterSeries.Counted, MeterSeries.Told, MeterSeries.Level, MeterSeries.Watched, DurationBuckets {

    Labels labels();

    /** What the page shows now. */
    DataPointSnapshot point();

    /** A counter that is counted here. */
    record Counted(Labels labels, LongAdder count) implements MeterSeries {
        Counted(Labels labels) {
            this(labels, new LongAdder());
        }

        @Override
        public DataPointSnapshot point() {
            return counter(labels, (double) count.sum());
        }
    }

    /** A counter that somebody else counts. */
    record Told(Labels labels, LongSupplier total) implements MeterSeries {
        @Override
        public DataPointSnapshot point() {
            return counter(labels, (double) total.getAsLong());
        }
    }

    /** A gauge that is set here. */
    record Level(Labels labels, AtomicLong level) implements MeterSeries {
        Level(Labels labels) {
            this(labels, new AtomicLong());
        }

        @Override
        public DataPointSnapshot point() {
            return gauge(labels, (double) level.get());
        }
    }

    /** A gauge that somebody else knows. */
    record Watched(Labels labels, DoubleSupplier level) implements MeterSeries {
        @Override
        public DataPointSnapshot point() {
            return gauge(labels, level.getAsDouble());
        }
    }

    private static DataPointSnapshot counter(Labels labels, double value) {
        return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    private static DataPointSnapshot gauge(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }
}
