package cascade.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.monitoring.MonitoringFiles;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator starts beside a gateway finds its files, and each part the others. */
class DeploymentTest {

    private static final String COMPOSE = MonitoringFiles.read("compose.yaml");
    private static final String PROMETHEUS = MonitoringFiles.read("prometheus/prometheus.yml");

    @Test
    void alertmanagerTakesItsConfiguration() {
        Promtool.amtool("check-config", "alertmanager/alertmanager.yml");
    }

    @Test
    void everyFileThatAContainerIsGivenIsThere() {
        List<String> mounted = Pattern.compile("- \\./([^:]+):")
                .matcher(COMPOSE)
                .results()
                .map((MatchResult mount) -> mount.group(1))
                .toList();
        assertThat(mounted)
                .hasSize(5)
                .allSatisfy(
                        path -> assertThat(MonitoringFiles.FOLDER.resolve(path)).exists());
    }

    @Test
    void grafanaFindsTheBoardsWhereTheyAreMounted() {
        assertThat(COMPOSE).contains("- ./grafana/dashboards:/etc/grafana/dashboards:ro");
        assertThat(MonitoringFiles.read("grafana/provisioning/dashboards/cascade.yaml"))
                .contains("path: /etc/grafana/dashboards");
    }

    @Test
    void grafanaTakesRatesOverWhatPrometheusScrapes() {
        assertThat(PROMETHEUS).contains("scrape_interval: 15s");
        assertThat(MonitoringFiles.read("grafana/provisioning/datasources/prometheus.yaml"))
                .contains("timeInterval: 15s", "url: ${PROMETHEUS_URL}");
        assertThat(COMPOSE).contains("PROMETHEUS_URL: http://127.0.0.1:9090", "--web.listen-address=127.0.0.1:9090");
    }

    @Test
    void prometheusTellsTheAlertmanagerThatIsStarted() {
        assertThat(PROMETHEUS).contains("targets: [\"127.0.0.1:9093\"]");
        assertThat(COMPOSE).contains("--web.listen-address=127.0.0.1:9093");
    }

    @Test
    void alertsThatSilenceOthersAreThere() {
        Pattern.compile("Cascade[A-Z]\\w+")
                .matcher(MonitoringFiles.read("alertmanager/alertmanager.yml"))
                .results()
                .forEach(found -> assertThat(RuleFile.ALERTS.names()).contains(found.group()));
    }
}
