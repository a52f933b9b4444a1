package cascade.gateway.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonEncoderTest {

    private final JsonEncoder encoder = new JsonEncoder();
    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void start() {
        encoder.start();
    }

    private String line(String message, @Nullable Throwable thrown, KeyValuePair... pairs) {
        var event = new LoggingEvent(
                "caller", context.getLogger("cascade.gateway.call.Viewer"), Level.WARN, message, thrown, null);
        event.setKeyValuePairs(List.of(pairs));
        return new String(encoder.encode(event), UTF_8);
    }

    @Test
    void aLineIsOneObjectWithItsKeysUnderTheirNames() {
        String line = line(
                "call ended",
                null,
                new KeyValuePair("callId", "a@b"),
                new KeyValuePair("status", 486),
                new KeyValuePair("packets", 12L),
                new KeyValuePair("held", true));
        assertThat(line).endsWith("}\n");
        var json = new JsonObject(line);
        assertThat(OffsetDateTime.parse(json.getString("time"))).isNotNull();
        assertThat(json.getString("level")).isEqualTo("WARN");
        assertThat(json.getString("logger")).isEqualTo("cascade.gateway.call.Viewer");
        assertThat(json.getString("message")).isEqualTo("call ended");
        assertThat(json.getString("callId")).isEqualTo("a@b");
        assertThat(json.getInteger("status")).isEqualTo(486);
        assertThat(json.getLong("packets")).isEqualTo(12);
        assertThat(json.getBoolean("held")).isTrue();
        assertThat(json.containsKey("error")).isFalse();
    }

    @Test
    void whatAPeerWroteBreaksNoLineAndNoObject() {
        String text = "a\"b\\c\r\nd\te\u0000\u007f\u2028中文\uD83D\uDCF7";
        String line = line("call ended: " + text, null, new KeyValuePair("cause", text));
        assertThat(line.strip()).doesNotContain("\n", "\r");
        var json = new JsonObject(line);
        assertThat(json.getString("message")).isEqualTo("call ended: " + text);
        assertThat(json.getString("cause")).isEqualTo(text);
    }

    @Test
    void anErrorHasItsStack() {
        var json = new JsonObject(line("a fault", new IllegalStateException("why")));
        assertThat(json.getString("error"))
                .startsWith("java.lang.IllegalStateException: why")
                .contains("JsonEncoderTest");
    }
}
