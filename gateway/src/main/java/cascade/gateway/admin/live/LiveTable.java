package cascade.gateway.admin.live;

import io.vertx.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Rows of one kind as they were last told, each as JSON under its key. No longer changes once it is made.
 *
 * @param rows in their order
 * @param omitted rows beyond the limit
 */
public record LiveTable(Map<String, String> rows, int omitted) {

    static final LiveTable EMPTY = new LiveTable(Map.of(), 0);

    /** The first {@code limit} of the values. */
    public static <T> LiveTable of(Iterable<T> values, int limit, Function<T, String> key, Function<T, String> json) {
        var rows = new LinkedHashMap<String, String>();
        int omitted = 0;
        for (T value : values) {
            if (rows.size() < limit) {
                rows.put(key.apply(value), json.apply(value));
            } else {
                omitted++;
            }
        }
        return new LiveTable(rows, omitted);
    }

    /** Appends {@code "name":{"put":[...],"gone":[...],"omitted":n}}: what to do to the rows before. */
    void appendDelta(StringBuilder text, String name, LiveTable before) {
        text.append('"').append(name).append("\":{\"put\":[");
        int start = text.length();
        rows.forEach((key, json) -> {
            if (!json.equals(before.rows.get(key))) {
                text.append(json).append(',');
            }
        });
        dropComma(text, start);
        text.append("],\"gone\":[");
        start = text.length();
        for (String key : before.rows.keySet()) {
            if (!rows.containsKey(key)) {
                text.append(Json.encode(key)).append(',');
            }
        }
        dropComma(text, start);
        text.append("],\"omitted\":").append(omitted).append('}');
    }

    private static void dropComma(StringBuilder text, int start) {
        if (text.length() > start) {
            text.setLength(text.length() - 1);
        }
    }
}
