package cascade.gateway.assembly.metering;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.monitoring.MeterName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code gateway/docs/metrics.md} true; {@code -Dmetrics.write=true} writes it. */
class MetricsPageTest {

    private static final Path PAGE = Path.of("docs/metrics.md");

    @Test
    void thePageIsWhatTheCatalogueSays() throws IOException {
        String text = new MetricsPage().text();
        if (Boolean.getBoolean("metrics.write")) {
            Files.writeString(PAGE, text);
        }
        assertThat(PAGE).as("`make metrics` writes it (-Dmetrics.write=true)").hasContent(text);
    }

    @Test
    void everyLabelHasValuesThatAreBounded() throws IOException {
        for (MeterName meter : MeterName.values()) {
            for (String label : meter.labels()) {
                LabelValues values = LabelValues.of(meter, label);
                assertThat(values.words().isEmpty() && values.described().isEmpty())
                        .as(meter + " " + label)
                        .isFalse();
                assertThat(values.pattern().matcher("37280600001320000001").matches())
                        .as(meter + " " + label + " may be an id")
                        .isFalse();
                assertThat(values.pattern().matcher("127.0.0.1:7100").matches())
                        .as(meter + " " + label + " may be an address")
                        .isFalse();
            }
        }
    }

    @Test
    void theSourcesAreReadForWhatTheyRefuse() throws IOException {
        assertThat(SourceWords.rejected())
                .contains(
                        "flood",
                        "overload",
                        "server-transaction-limit",
                        "catalog-busy",
                        "event-busy",
                        "command-busy",
                        "command-unknown-sn",
                        "unsupported-command");
        assertThat(SourceWords.constants("catalog/collect/QueryOutcome.java"))
                .containsExactly("whole", "unconfirmed", "incomplete", "refused", "failed", "cancelled");
    }
}
