package cascade.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                             | TEXT",
                "*/*                                                            | TEXT",
                "text/html,application/xhtml+xml,*/*;q=0.8                      | TEXT",
                "application/openmetrics-text                                   | OPEN_METRICS",
                "Application/OpenMetrics-Text; version=1.0.0                    | OPEN_METRICS",
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | OPEN_METRICS",
                "application/openmetrics-text;q=0.2, text/plain                 | TEXT",
                "text/plain, application/openmetrics-text                       | OPEN_METRICS",
                "application/openmetrics-text;q=0                               | TEXT",
                "application/openmetrics-text;q=x                               | TEXT",
            })
    void openMetricsIsForThoseWhoNameItAndLikeItNoLessThanText(String accept, MetricsFormat format) {
        assertThat(MetricsFormat.of(accept)).isEqualTo(format);
    }
}
