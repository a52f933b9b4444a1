package cascade.monitoring;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the registry that shows exemplars where <a
 * href="https://prometheus.io/docs/specs/om/open_metrics_spec/#exemplars">OpenMetrics</a> allows them, on buckets and
 * counters. Micrometer's own shows them on the count of a histogram as well, for which Prometheus 2.42 takes nothing of the
 * whole page.
 */
final class BucketExemplars implements PrometheusConfig {

    @Override
    public @Nullable String get(String key) {
        return null;
    }

    @Override
    public Properties prometheusProperties() {
        var properties = new Properties();
        properties.setProperty("io.prometheus.exporter.exemplarsOnAllMetricTypes", "false");
        return properties;
    }
}
