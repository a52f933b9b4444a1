package cascade.gateway.assembly.view;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.LoadResult;
import cascade.config.load.ConfigLoader;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsJsonTest {

    @Test
    void showsEverySettingAndNoSecret(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("all.conf"), """
                gateway.device-id = "37280600002000000001"
                gateway.networks.city { sip { bind = "127.0.0.1" }, media { ports = "20000-20099" } }
                domains.city {
                  role = upper, network = city, device-id = "37280000000000000000", hosts = ["127.0.0.2:7100"]
                  auth.password = "open sesame"
                }
                """);

        JsonObject settings = SettingsJson.of(((LoadResult.Loaded) ConfigLoader.load(file)).config());

        assertThat(settings.encode()).doesNotContain("open sesame");
        assertThat(settings.getString("device-id")).isEqualTo("37280600002000000001");
        assertThat(settings.getJsonObject("media").getDouble("no-media-timeout"))
                .isEqualTo(15.0);
        JsonObject city = settings.getJsonObject("uppers").getJsonObject("city");
        assertThat(city.getJsonObject("auth").getString("password")).isEqualTo("***");
        assertThat(city.getJsonArray("hosts")).isEqualTo(new JsonArray().add("127.0.0.2:7100"));
        assertThat(city.getString("transport")).isEqualTo("udp");
    }
}
