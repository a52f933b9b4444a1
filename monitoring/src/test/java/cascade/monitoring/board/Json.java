package cascade.monitoring.board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON text of maps, lists, strings, numbers and truth values; what fits into a line is one, so that a change is seen. */
final class Json {

    private static final int WIDTH = 140;

    private Json() {}

    /** Object whose keys stand in the order in which they are given; more may be put. */
    static Map<String, Object> object(Object... keysAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    static String text(Object value) {
        return text(value, "") + "\n";
    }

    private static String text(@Nullable Object value, String indent) {
        String line = line(value);
        if (indent.length() + line.length() <= WIDTH) {
            return line;
        }
        String inner = indent + "  ";
        return switch (value) {
            case Map<?, ?> object ->
                lines(
                        "{",
                        object.entrySet().stream()
                                .map(entry -> string(entry.getKey()) + ": " + text(entry.getValue(), inner)),
                        "}",
                        indent);
            case List<?> list -> lines("[", list.stream().map(element -> text(element, inner)), "]", indent);
            case null, default -> line;
        };
    }

    private static String lines(String open, Stream<String> elements, String close, String indent) {
        return elements.collect(
                Collectors.joining(",\n" + indent + "  ", open + "\n" + indent + "  ", "\n" + indent + close));
    }

    private static String line(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .map(entry -> string(entry.getKey()) + ": " + line(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(Json::line).collect(Collectors.joining(", ", "[", "]"));
            case String string -> string(string);
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case null -> "null";
            default -> throw new IllegalArgumentException("no JSON: " + value.getClass());
        };
    }

    private static String string(Object value) {
        return '"'
                + value.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                + '"';
    }
}
