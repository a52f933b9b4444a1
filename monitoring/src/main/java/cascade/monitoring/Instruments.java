package cascade.monitoring;

import cascade.monitoring.MeterSeries.Counted;
import cascade.monitoring.MeterSeries.Level;
import cascade.monitoring.MeterSeries.Told;
import cascade.monitoring.MeterSeries.Watched;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Meter factory: turns a {@link MeterName} and its label values into a series of the page. Looking a series up each time
 * costs a hash look-up and lets a removed domain's series really go. Not Micrometer's meters, which build and sort the tags
 * of each series at each look-up and each scrape. Any thread.
 */
final class Instruments {

    private final PrometheusRegistry registry;
    private final Map<MeterName, MeterFamily> families = new EnumMap<>(MeterName.class);

    Instruments(PrometheusRegistry registry) {
        this.registry = registry;
        for (MeterName name : MeterName.values()) {
            if (name != MeterName.BUILD_INFO) {
                var family = new MeterFamily(name);
                families.put(name, family);
                registry.register(family);
            }
        }
    }

    private MeterFamily family(MeterName name) {
        MeterFamily family = families.get(name);
        if (family == null) {
            throw new IllegalArgumentException(name + " is no family of series");
        }
        return family;
    }

    /** An amount of 0 only makes the series exist. */
    void count(MeterName name, long amount, String... labelValues) {
        if (family(name).series(Counted::new, labelValues) instanceof Counted counted) {
            counted.count().add(amount);
        } else {
            throw wrongly(name);
        }
    }

    /** The value that a gauge shows, to be set or moved by the caller. */
    AtomicLong level(MeterName name, String... labelValues) {
        if (family(name).series(Level::new, labelValues) instanceof Level level) {
            return level.level();
        }
        throw wrongly(name);
    }

    /** Takes the place of an earlier supplier for the same series. */
    void watchLevel(MeterName name, DoubleSupplier level, String... labelValues) {
        family(name).replace(labels -> new Watched(labels, level), labelValues);
    }

    /** Takes the place of an earlier supplier for the same series. */
    void watchTotal(MeterName name, LongSupplier total, String... labelValues) {
        family(name).replace(labels -> new Told(labels, total), labelValues);
    }

    /** A gauge of 1 whose labels are what it tells. */
    void info(MeterName name, String... labelValues) {
        Info.builder()
                .name(name.prometheusName())
                .help(name.help())
                .labelNames(name.labels().toArray(String[]::new))
                .register(registry)
                .setLabelValues(labelValues);
    }

    void time(MeterName name, Duration duration, String... labelValues) {
        buckets(name, labelValues).record(duration, Optional.empty());
    }

    /** As {@link #time}, with one of those that are timed to look at. */
    void time(MeterName name, Duration duration, CallExemplar exemplar, String... labelValues) {
        buckets(name, labelValues).record(duration, Optional.of(exemplar));
    }

    private DurationBuckets buckets(MeterName name, String... labelValues) {
        if (family(name)
                        .series(
                                labels -> new DurationBuckets(labels, name.buckets(), InstantSource.system()),
                                labelValues)
                instanceof DurationBuckets buckets) {
            return buckets;
        }
        throw wrongly(name);
    }

    private static IllegalArgumentException wrongly(MeterName name) {
        return new IllegalArgumentException(name + " is recorded in two ways");
    }

    /** Removes every series that carries this value of the label. */
    void forget(String label, String value) {
        families.values().forEach(family -> family.forget(label, value));
    }
}
