package cascade.gateway.simulator.playback;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code Range} of a playback control in normal play time (NPT): seconds from the recording's start (<a
 * href="https://datatracker.ietf.org/doc/html/rfc2326#section-3.6">RFC 2326 section 3.6</a>). In reverse play the start is
 * above the end.
 *
 * @param from empty: {@code now}
 * @param to empty: the end of the recording, in reverse its start
 */
public record NptRange(OptionalDouble from, OptionalDouble to) {

    private static final String NPT = "npt=";
    /** As a passage of the 2016 edition has it. */
    private static final String MISSPELT = "ntp=";

    public static NptRange now() {
        return new NptRange(OptionalDouble.empty(), OptionalDouble.empty());
    }

    public static NptRange from(double seconds) {
        return new NptRange(OptionalDouble.of(seconds), OptionalDouble.empty());
    }

    static Optional<NptRange> tryParse(String text) {
        String range = text.strip().toLowerCase(Locale.ROOT);
        int dash = range.indexOf('-');
        if (dash < 0 || !(range.startsWith(NPT) || range.startsWith(MISSPELT))) {
            return Optional.empty();
        }
        String from = range.substring(NPT.length(), dash).strip();
        String to = range.substring(dash + 1).strip();
        try {
            return Optional.of(new NptRange(
                    from.isEmpty() || from.equals("now") ? OptionalDouble.empty() : seconds(from),
                    to.isEmpty() ? OptionalDouble.empty() : seconds(to)));
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static OptionalDouble seconds(String text) {
        return OptionalDouble.of(Double.parseDouble(text));
    }

    /** As the header has it. */
    @Override
    public String toString() {
        return NPT
                + (from.isPresent() ? text(from.getAsDouble()) : "now")
                + "-"
                + (to.isPresent() ? text(to.getAsDouble()) : "");
    }

    /** Whole seconds without a fraction, since some products read nothing else. */
    private static String text(double seconds) {
        return seconds == Math.rint(seconds) ? Long.toString(Math.round(seconds)) : Double.toString(seconds);
    }
}
