package cascade.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the runbook tells somebody to ask the gateway for is there. */
class RunbookTest {

    private static final Path RUNBOOK = Path.of("../monitoring/runbook.md");
    private static final Pattern REQUEST = Pattern.compile("`(GET|POST|DELETE) GW(/[^ `?]*)");

    @Test
    void everyRequestIsOneOfTheApi() throws IOException {
        JsonObject paths = openApi().getJsonObject("paths");
        assertThat(REQUEST.matcher(Files.readString(RUNBOOK)).results())
                .hasSizeGreaterThan(10)
                .allSatisfy(request -> {
                    String path = request.group(2).replace("/NAME", "/{name}").replace("/ID", "/{id}");
                    assertThat(paths.fieldNames()).contains(path);
                    assertThat(paths.getJsonObject(path).fieldNames())
                            .contains(request.group(1).toLowerCase(Locale.ROOT));
                });
    }

    private static JsonObject openApi() throws IOException {
        try (var document =
                Objects.requireNonNull(RunbookTest.class.getResourceAsStream("/cascade/gateway/admin/openapi.json"))) {
            return new JsonObject(new String(document.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
