package cascade.monitoring;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * Series of one {@link MeterName}, by their label values. Kept in the order of the page besides, with their labels ready: a
 * scrape of tens of thousands of series would spend most of its time on sorting them otherwise. Any thread.
 */
final class MeterFamily implements Collector {

    private static final String TOTAL = "_total";

    private final MeterName name;
    private final ConcurrentMap<List<String>, MeterSeries> byValues = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Labels, MeterSeries> inOrder = new ConcurrentSkipListMap<>();

    MeterFamily(MeterName name) {
        this.name = name;
    }

    /** The series of those label values, made where there is none. */
    MeterSeries series(Function<Labels, MeterSeries> made, String... labelValues) {
        List<String> values = checked(labelValues);
        MeterSeries known = byValues.get(values);
        return known != null ? known : byValues.computeIfAbsent(values, unknown -> make(made, values));
    }

    /** Makes the series of those label values, in place of one that is there. */
    void replace(Function<Labels, MeterSeries> made, String... labelValues) {
        byValues.compute(checked(labelValues), (values, before) -> make(made, values));
    }

    private MeterSeries make(Function<Labels, MeterSeries> made, List<String> values) {
        MeterSeries series = made.apply(Labels.of(name.labels(), values));
        inOrder.put(series.labels(), series);
        return series;
    }

    private List<String> checked(String... labelValues) {
        if (name.labels().size() != labelValues.length) {
            throw new IllegalArgumentException(
                    name + ": " + labelValues.length + " label values (expected: " + name.labels() + ")");
        }
        return List.of(labelValues);
    }

    /** Removes every series that has this value of the label. */
    void forget(String label, String value) {
        int at = name.labels().indexOf(label);
        if (at < 0) {
            return;
        }
        byValues.forEach((values, series) -> {
            if (values.get(at).equals(value) && byValues.remove(values, series)) {
                inOrder.remove(series.labels(), series);
            }
        });
    }

    @Override
    public MetricSnapshot collect() {
        String full = name.prometheusName();
        return switch (name.type()) {
            // the library adds _total itself
            case COUNTER ->
                new CounterSnapshot(
                        metadata(full.substring(0, full.length() - TOTAL.length())),
                        points(CounterDataPointSnapshot.class));
            case GAUGE -> new GaugeSnapshot(metadata(full), points(GaugeDataPointSnapshot.class));
            case HISTOGRAM -> new HistogramSnapshot(metadata(full), points(HistogramDataPointSnapshot.class));
        };
    }

    private <P extends DataPointSnapshot> List<P> points(Class<P> type) {
        return inOrder.values().stream()
                .map(series -> type.cast(series.point()))
                .toList();
    }

    private MetricMetadata metadata(String family) {
        return new MetricMetadata(family, name.help());
    }
}
