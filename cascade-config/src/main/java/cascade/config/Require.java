package cascade.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Invariant checks of configuration values; a breach is a mistake of the program, operators see {@link ConfigProblem}s.
 */
final class Require {

    private static final Pattern DEVICE_ID = Pattern.compile("\\d{20}");

    private Require() {}

    static void deviceId(String name, String value) {
        that(DEVICE_ID.matcher(value).matches(), name, value, "20 digits");
    }

    static void text(String name, String value) {
        that(!value.isBlank(), name, value, "not empty");
    }

    static void port(String name, int value) {
        range(name, value, 1, 65535);
    }

    static void range(String name, long value, long least, long most) {
        that(value >= least && value <= most, name, value, "a " + name + " from " + least + " to " + most);
    }

    static void atLeast(String name, long value, long least) {
        that(value >= least, name, value, "at least " + least);
    }

    static void positive(String name, Duration value) {
        that(value.isPositive(), name, value, "longer than zero");
    }

    static void notNegative(String name, Duration value) {
        that(!value.isNegative(), name, value, "not negative");
    }

    /** {@code shorter} must not be longer than {@code longer}. */
    static void ordered(String name, Duration shorter, Duration longer) {
        that(shorter.compareTo(longer) <= 0, name, shorter, "at most " + longer);
    }

    static void that(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new InvalidValue(name, value, expected);
        }
    }
}
