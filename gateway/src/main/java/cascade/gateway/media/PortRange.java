package cascade.gateway.media;

/** Ports {@code first} to {@code last}, both included: an even one to an odd one, so that it is whole pairs. */
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
