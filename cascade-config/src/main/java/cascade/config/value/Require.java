package cascade.config.value;

import cascade.config.ConfigProblem;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Invariant checks of configuration values; a breach is a mistake of the program, operators see {@link ConfigProblem}s.
 */
public final class Require {

    private static final Pattern DEVICE_ID = Pattern.compile("\\d{20}");

    private Require() {}

    public static void deviceId(String name, String value) {
        that(DEVICE_ID.matcher(value).matches(), name, value, "20 digits");
    }

    public static void text(String name, String value) {
        that(!value.isBlank(), name, value, "not empty");
    }

    public static void port(String name, int value) {
        range(name, value, 1, 65535);
    }

    public static void range(String name, long value, long least, long most) {
        that(value >= least && value <= most, name, value, "a " + name + " from " + least + " to " + most);
    }

    public static void atLeast(String name, long value, long least) {
        that(value >= least, name, value, "at least " + least);
    }

    public static void positive(String name, Duration value) {
        that(value.isPositive(), name, value, "longer than zero");
    }

    public static void notNegative(String name, Duration value) {
        that(!value.isNegative(), name, value, "not negative");
    }

    /** {@code shorter} must not be longer than {@code longer}. */
    public static void ordered(String name, Duration shorter, Duration longer) {
        that(shorter.compareTo(longer) <= 0, name, shorter, "at most " + longer);
    }

    public static void that(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new InvalidValue(name, value, expected);
        }
    }
}
