package cascade.gateway.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Logback encoder of a line as one JSON object: {@code time}, {@code level}, {@code thread}, {@code logger}, {@code message},
 * then the key-values of the line under their own names, numbers and booleans as such, and {@code error} with the stack of
 * what was thrown. Control characters are escaped, so that a line stays one line whatever a peer wrote. Any thread.
 */
final class JsonEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

    private final ThrowableProxyConverter stacks = new ThrowableProxyConverter();

    @Override
    public void start() {
        stacks.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var json = new StringBuilder(256);
        json.append("{\"time\":");
        appendText(json, TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
        append(json, "level", event.getLevel().toString());
        append(json, "thread", event.getThreadName());
        append(json, "logger", event.getLoggerName());
        append(json, "message", event.getFormattedMessage());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> append(json, pair.key, pair.value));
        }
        if (event.getThrowableProxy() != null) {
            append(json, "error", stacks.convert(event));
        }
        return json.append("}\n").toString().getBytes(UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    private static void append(StringBuilder json, String key, Object value) {
        json.append(',');
        appendText(json, key);
        json.append(':');
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            json.append(value);
        } else {
            appendText(json, String.valueOf(value));
        }
    }

    /** Half a surrogate pair is written as {@code ?} by UTF-8: what is read back is always JSON. */
    private static void appendText(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029') {
                        json.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
