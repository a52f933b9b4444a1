package cascade.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Meter factory: turns a {@link MeterName} and its label values into a meter of the registry. Looking a meter up each
 * time costs a hash look-up and lets a removed domain's series really go; those that count each message are kept at hand,
 * since the registry's own look-up builds and sorts tags.
 */
final class Instruments {

    private record Series(MeterName name, List<String> labelValues) {

        boolean carries(String label, String value) {
            int at = name.labels().indexOf(label);
            return at >= 0 && labelValues.get(at).equals(value);
        }
    }

    private final PrometheusMeterRegistry registry;
    private final ConcurrentMap<Series, AtomicLong> levels = new ConcurrentHashMap<>();
    private final ConcurrentMap<Series, Counter> counters = new ConcurrentHashMap<>();
    private final ConcurrentMap<Series, Timer> timers = new ConcurrentHashMap<>();

    Instruments(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** An amount of 0 only makes the series exist. */
    void count(MeterName name, double amount, String... labelValues) {
        counters.computeIfAbsent(
                        new Series(name, List.of(labelValues)),
                        series -> Counter.builder(name.prometheusName())
                                .description(name.help())
                                .tags(tags(name, labelValues))
                                .register(registry))
                .increment(amount);
    }

    /** The value that a gauge shows, to be set or moved by the caller. */
    AtomicLong level(MeterName name, String... labelValues) {
        return levels.computeIfAbsent(new Series(name, List.of(labelValues)), series -> {
            var level = new AtomicLong();
            watchLevel(name, level::get, labelValues);
            return level;
        });
    }

    /** Takes the place of an earlier supplier for the same series. */
    void watchLevel(MeterName name, DoubleSupplier level, String... labelValues) {
        Tags tags = tags(name, labelValues);
        remove(name, tags);
        Gauge.builder(name.prometheusName(), level::getAsDouble)
                .description(name.help())
                .tags(tags)
                .register(registry);
    }

    /** Takes the place of an earlier supplier for the same series. */
    void watchTotal(MeterName name, LongSupplier total, String... labelValues) {
        Tags tags = tags(name, labelValues);
        remove(name, tags);
        // Micrometer holds the object weakly: given the registry itself, it lives as long as the meter
        FunctionCounter.builder(name.prometheusName(), registry, anyRegistry -> total.getAsLong())
                .description(name.help())
                .tags(tags)
                .register(registry);
    }

    /** A gauge of 1 whose labels are what it tells; Micrometer has none of that kind. */
    void info(MeterName name, String... labelValues) {
        Info.builder()
                .name(name.prometheusName())
                .help(name.help())
                .labelNames(name.labels().toArray(String[]::new))
                .register(registry.getPrometheusRegistry())
                .setLabelValues(labelValues);
    }

    void time(MeterName name, Duration duration, String... labelValues) {
        // a Timer, not a DistributionSummary: that one rounds to whole units before it looks for the bucket
        timers.computeIfAbsent(
                        new Series(name, List.of(labelValues)),
                        series -> Timer.builder(name.prometheusName())
                                .description(name.help())
                                .serviceLevelObjectives(name.buckets().toArray(Duration[]::new))
                                .tags(tags(name, labelValues))
                                .register(registry))
                .record(duration);
    }

    /** Removes every series that carries this value of the label. */
    void forget(String label, String value) {
        Stream.of(levels, counters, timers)
                .forEach(kept -> kept.keySet().removeIf(series -> series.carries(label, value)));
        registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> value.equals(id.getTag(label)))
                .forEach(registry::remove);
    }

    private void remove(MeterName name, Tags tags) {
        registry.remove(new Meter.Id(name.prometheusName(), tags, null, null, Meter.Type.OTHER));
    }

    private static Tags tags(MeterName name, String... labelValues) {
        List<String> labels = name.labels();
        if (labels.size() != labelValues.length) {
            throw new IllegalArgumentException(
                    name + ": " + labelValues.length + " label values (expected: " + labels + ")");
        }
        var tags = new ArrayList<Tag>(labelValues.length);
        for (int i = 0; i < labelValues.length; i++) {
            tags.add(Tag.of(labels.get(i), labelValues[i]));
        }
        return Tags.of(tags);
    }
}
