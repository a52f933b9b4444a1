package cascade.config;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Path of a value: the keys from the root down, an item of a list as {@code [index]}. */
record KeyPath(List<String> steps) {

    static final KeyPath ROOT = new KeyPath(List.of());

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    static KeyPath of(String... steps) {
        return new KeyPath(List.of(steps));
    }

    KeyPath child(String key) {
        return new KeyPath(Stream.concat(steps.stream(), Stream.of(key)).toList());
    }

    KeyPath item(int index) {
        return child(step(index));
    }

    static String step(int index) {
        return "[" + index + "]";
    }

    KeyPath parent() {
        return new KeyPath(steps.subList(0, steps.size() - 1));
    }

    String last() {
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
