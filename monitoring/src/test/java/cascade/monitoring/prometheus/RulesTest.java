package cascade.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.monitoring.MeterName;
import cascade.monitoring.MonitoringFiles;
import cascade.monitoring.prometheus.RuleFile.Rule;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus takes our files, each alert fires when it should and only then, and what they ask for exists. */
class RulesTest {

    @Test
    void prometheusTakesTheConfigurationAndItsRules() {
        Promtool.promtool("check", "config", "--lint=all", "--lint-fatal", "prometheus/prometheus.yml");
    }

    @Test
    void everyAlertFiresInItsCaseAndIsSilentInTheNearMiss() {
        List<String> files = MonitoringFiles.list("prometheus/tests").stream()
                .map(Path::toString)
                .toList();
        assertThat(files).isNotEmpty();
        Promtool.promtool(
                Stream.concat(Stream.of("test", "rules"), files.stream()).toArray(String[]::new));
    }

    @Test
    void everyAlertHasACaseInWhichItFiresAndOneInWhichItIsSilent() {
        Set<String> fired = new HashSet<>();
        Set<String> silent = new HashSet<>();
        var expectation = Pattern.compile("alertname: (\\S+)\\n\\s+exp_alerts:( \\[])?\\n");
        for (Path file : MonitoringFiles.list("prometheus/tests")) {
            expectation
                    .matcher(MonitoringFiles.read("prometheus/tests/" + file.getFileName()))
                    .results()
                    .forEach(found -> (found.group(2) == null ? fired : silent).add(found.group(1)));
        }
        assertThat(fired).containsExactlyInAnyOrderElementsOf(RuleFile.ALERTS.names());
        assertThat(silent).containsExactlyInAnyOrderElementsOf(RuleFile.ALERTS.names());
    }

    @Test
    void everyAlertSaysHowBadItIsInBothLanguagesAndWhatToDo() {
        for (Rule alert : RuleFile.ALERTS.rules()) {
            assertThat(alert.value("severity")).as(alert.name()).isIn("critical", "warning");
            assertThat(alert.value("for")).as(alert.name()).matches("[1-9][0-9]*m");
            for (String annotation : List.of("summary", "description", "summary_zh", "description_zh")) {
                assertThat(alert.value(annotation))
                        .as("%s of %s", annotation, alert.name())
                        .isNotEmpty();
            }
            assertThat(alert.value("summary")).as(alert.name()).contains("$labels.instance");
            assertThat(alert.value("summary_zh")).as(alert.name()).containsPattern("\\p{IsHan}");
            assertThat(alert.value("runbook_url"))
                    .isEqualTo("monitoring/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void everyRuleAsksForMetersAndRecordedSeriesThatThereAre() {
        List<String> known = Stream.concat(
                        RuleFile.RECORDING.names().stream(),
                        Stream.of(MeterName.values()).flatMap(RulesTest::seriesOf))
                .toList();
        for (Rule rule : RuleFile.all()) {
            List<String> asked = RuleFile.seriesOf(rule.expression());
            assertThat(known).as(rule.name()).containsAll(asked);
            assertThat(asked.isEmpty()).as(rule.name()).isEqualTo(rule.name().equals("CascadeGatewayGone"));
        }
    }

    @Test
    void everyRecordedSeriesIsAskedForByARuleOrABoard() {
        String asked = Stream.concat(
                        RuleFile.all().stream().map(Rule::expression),
                        MonitoringFiles.list("grafana/dashboards").stream()
                                .map(file -> MonitoringFiles.read("grafana/dashboards/" + file.getFileName())))
                .collect(Collectors.joining());
        assertThat(RuleFile.RECORDING.names())
                .allSatisfy(name -> assertThat(asked).contains(name));
    }

    private static Stream<String> seriesOf(MeterName meter) {
        String name = meter.prometheusName();
        return switch (meter.type()) {
            case COUNTER, GAUGE -> Stream.of(name);
            case HISTOGRAM -> Stream.of("_bucket", "_count", "_sum").map(name::concat);
        };
    }
}
