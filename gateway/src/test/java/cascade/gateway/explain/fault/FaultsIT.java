package cascade.gateway.explain.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.explain.finding.Text;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of the table is brought about, all at once at one gateway, and the explanation names its cause. Keeps {@code
 * gateway/docs/troubleshooting.md} true; {@code -Dtroubleshooting.write=true} writes it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {

    private static final Path PAGE = Path.of("docs/troubleshooting.md");

    private final List<Fault> faults = Faults.all();
    private final Map<Fault, Text> told = new HashMap<>();
    private final FaultyCity city = new FaultyCity();

    List<Fault> faults() {
        return faults;
    }

    @BeforeAll
    void begin() {
        city.open();
        faults.forEach(fault -> fault.inject().accept(city));
    }

    @AfterAll
    void close() {
        city.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Order(1)
    void isNamedByTheExplanation(Fault fault) {
        await().untilAsserted(() -> {
            JsonObject english = explained(fault, "en");
            JsonObject chinese = explained(fault, "zh");
            assertThat(english.getString("cause"))
                    .as(english.encodePrettily())
                    .isEqualTo(fault.cause().label())
                    .isEqualTo(chinese.getString("cause"));
            assertThat(english.getBoolean("ok")).isEqualTo(!fault.cause().blocks());
            told.put(fault, new Text(english.getString("sentence"), chinese.getString("sentence")));
        });
        assertThat(told.get(fault).chinese()).matches(".*\\p{IsHan}.*");
    }

    private JsonObject explained(Fault fault, String language) {
        return new JsonObject(city.gateway
                .get(
                        "/api/v1/explain?upper=" + fault.upper() + "&channel=" + fault.channel(),
                        Map.of("Accept-Language", language))
                .body());
    }

    @ParameterizedTest
    @MethodSource("faultsOfCalls")
    @Order(2)
    void isNamedByTheRecordAndTheLadderOfTheCall(Fault fault) {
        JsonObject call = city.gateway.recentCalls().stream()
                .map(JsonObject.class::cast)
                .filter(ended -> ended.getString("channelId").equals(fault.channel()))
                .findFirst()
                .orElseThrow();

        assertThat(call.getString("cause")).isEqualTo(fault.callCause());
        assertThat(city.gateway
                        .get("/api/v1/calls/" + call.getString("id") + "/ladder?format=text")
                        .body())
                .contains(" as " + fault.callCause(), fault.ladder());
    }

    List<Fault> faultsOfCalls() {
        return faults.stream().filter(fault -> !fault.callCause().isEmpty()).toList();
    }

    @Test
    @Order(3)
    void thePageIsWhatWasAnswered() throws IOException {
        String text = TroubleshootingPage.text(faults, told);
        if (Boolean.getBoolean("troubleshooting.write")) {
            Files.writeString(PAGE, text);
        }
        assertThat(PAGE)
                .as("`make troubleshooting` writes it (-Dtroubleshooting.write=true)")
                .hasContent(text);
    }
}
