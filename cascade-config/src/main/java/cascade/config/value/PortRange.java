package cascade.config.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Range of RTP/RTCP port pairs: an even port for RTP and the odd one above it for RTCP (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-11">RFC 3550 section 11</a>).
 *
 * @param first even
 * @param last odd, inclusive
 */
public record PortRange(int first, int last) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})\\s*-\\s*(\\d{1,5})");

    public PortRange {
        Require.port("first port", first);
        Require.port("last port", last);
        Require.that(first < last, "ports", first + "-" + last, "the lower port first");
        Require.that(first % 2 == 0, "ports", first + "-" + last, "an even first port");
        Require.that(last % 2 == 1, "ports", first + "-" + last, "an odd last port");
    }

    /** Reads {@code "20000-29999"}; an {@code IllegalArgumentException} says what is wrong with it. */
    public static PortRange parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        Require.that(matcher.matches(), "ports", text, "first-last, such as 20000-29999");
        return new PortRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** How many RTP/RTCP pairs fit. */
    public int pairs() {
        return (last - first + 1) / 2;
    }

    public boolean contains(int port) {
        return port >= first && port <= last;
    }

    public boolean overlaps(PortRange other) {
        return first <= other.last && other.first <= last;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
