package cascade.config.file;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Path of a value: the keys from the root down, an item of a list as {@code [index]}. */
public record KeyPath(List<String> steps) {

    /** First step of everything that is not a domain's. */
    public static final String GATEWAY = "gateway";

    /** First step of what belongs to a domain, whose name is the second. */
    public static final String DOMAINS = "domains";

    public static final KeyPath ROOT = new KeyPath(List.of());

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    public static KeyPath of(String... steps) {
        return new KeyPath(List.of(steps));
    }

    public KeyPath child(String key) {
        return new KeyPath(Stream.concat(steps.stream(), Stream.of(key)).toList());
    }

    public KeyPath item(int index) {
        return child(step(index));
    }

    static String step(int index) {
        return "[" + index + "]";
    }

    KeyPath parent() {
        return new KeyPath(steps.subList(0, steps.size() - 1));
    }

    public String last() {
        return steps.getLast();
    }

    /** As an operator would write it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String step : steps) {
            boolean index = step.startsWith("[");
            if (!index && !text.isEmpty()) {
                text.append('.');
            }
            text.append(index || PLAIN.matcher(step).matches() ? step : ConfigUtil.quoteString(step));
        }
        return text.toString();
    }
}
