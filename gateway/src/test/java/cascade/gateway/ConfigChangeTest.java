package cascade.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.ConfigLoader;
import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.gateway.admin.view.ReloadOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigChangeTest {

    private static final String CONFIG = """
            gateway {
              device-id = "37280600002000000001"
              networks.lan.sip.bind = "127.0.0.1"
            }
            domains.district {
              role = lower, network = lan
              device-id = "37280600002000000002"
              keepalive.timeout = 180s
            }
            """;

    @TempDir
    private Path folder;

    private LoadResult load(String hocon) throws IOException {
        Path file = folder.resolve("gateway.conf");
        Files.writeString(file, hocon);
        return ConfigLoader.load(file);
    }

    private GatewayConfig running() throws IOException {
        return ((LoadResult.Loaded) load(CONFIG)).config();
    }

    @Test
    void theSameMeaningIsUnchangedHoweverItIsWritten() throws IOException {
        assertThat(ConfigChange.outcome(running(), load(CONFIG.replace("180s", "3m"))))
                .isEqualTo(new ReloadOutcome.Unchanged(List.of()));
    }

    @Test
    void aChangedDomainIsNamed() throws IOException {
        var outcome = (ReloadOutcome.Refused) ConfigChange.outcome(running(), load(CONFIG.replace("180s", "60s")));
        assertThat(outcome.problems())
                .containsExactly("domains.district: changed; takes effect when the gateway is restarted");
    }

    @Test
    void aNewDomainAndAChangedSectionAreNamed() throws IOException {
        String next = CONFIG + """
                gateway.limits.max-streams = 7
                domains.other { role = lower, network = lan, device-id = "37280700002000000002" }
                """;
        var outcome = (ReloadOutcome.Refused) ConfigChange.outcome(running(), load(next));
        assertThat(outcome.problems())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("gateway.limits: "))
                .anyMatch(line -> line.startsWith("domains.other: "));
    }

    @Test
    void aFaultyConfigurationIsRefusedWithItsProblems() throws IOException {
        var outcome = (ReloadOutcome.Refused)
                ConfigChange.outcome(running(), load(CONFIG.replace("37280600002000000002", "1234")));
        assertThat(outcome.problems())
                .singleElement()
                .asString()
                .contains("gateway.conf:7: domains.district.device-id");
    }
}
