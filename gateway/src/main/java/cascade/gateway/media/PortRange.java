package cascade.gateway.media;

/**
 * Range of RTP/RTCP port pairs, both ends included: from the even {@code first} to the odd {@code last} (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-11">RFC 3550 section 11</a>).
 */
public record PortRange(int first, int last) {

    private static final int MAX_PORT = 65_535;

    public PortRange {
        if (first < 2 || last > MAX_PORT || first > last || first % 2 != 0 || last % 2 == 0) {
            throw new IllegalArgumentException(
                    "port range: " + first + "-" + last + " (expected: from an even to an odd port, within 2-65535)");
        }
    }

    public int pairs() {
        return (last - first + 1) / 2;
    }
}
