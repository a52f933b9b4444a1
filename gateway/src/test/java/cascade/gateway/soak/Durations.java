package cascade.gateway.soak;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are written on a command line: {@code 90s}, {@code 20m}, {@code 2h}. */
public final class Durations {

    private Durations() {}

    public static Duration parse(String text) {
        Matcher matcher = Pattern.compile("(\\d+)([smh])").matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("duration: " + text + " (expected: as in 90s, 20m, 2h)");
        }
        long value = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(value);
            case "m" -> Duration.ofMinutes(value);
            default -> Duration.ofHours(value);
        };
    }
}
