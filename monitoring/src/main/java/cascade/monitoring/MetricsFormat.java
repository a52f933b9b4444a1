package cascade.monitoring;

import java.util.Locale;

/** Exposition format of the metrics page. */
public enum MetricsFormat {
    /** <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus text format</a> 0.0.4. */
    TEXT("text/plain", "text/plain; version=0.0.4; charset=utf-8"),
    /** <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a> 1.0, the one with exemplars. */
    OPEN_METRICS("application/openmetrics-text", "application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String type;
    private final String mediaType;

    MetricsFormat(String type, String mediaType) {
        this.type = type;
        this.mediaType = mediaType;
    }

    /** The value of {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * The format for an {@code Accept} header (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-12.5.1">RFC 9110
     * section 12.5.1</a>): OpenMetrics where it is named and liked no less than plain text, else plain text.
     */
    public static MetricsFormat of(String accept) {
        double openMetrics = quality(accept, OPEN_METRICS.type);
        return openMetrics > 0 && openMetrics >= quality(accept, TEXT.type) ? OPEN_METRICS : TEXT;
    }

    /** The highest quality at which the media type itself is named; a wildcard names none. */
    private static double quality(String accept, String type) {
        double best = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            if (parts[0].strip().equals(type)) {
                best = Math.max(best, quality(parts));
            }
        }
        return best;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith("q=")) {
                try {
                    return Double.parseDouble(part.substring(2).strip());
                } catch (NumberFormatException unreadable) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
