package cascade.gateway.gb;

/**
 * RTP synchronisation source (SSRC) as GB/T 28181 writes it: ten decimal digits in {@code y=}, the same number as 32
 * bits in the RTP header. Written with leading zeros, compared as a number, because some products lose the zeros.
 *
 * <p>GB/T 28181-2016 annex F, GB/T 28181-2022 annex G; <a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-3">RFC 3550 section 3</a>. Immutable, any thread.
 */
public record Ssrc(long value) {
    private static final long MAX = 0xFFFF_FFFFL;
    /** Hikvision NCG offers this one to every lower and expects another back. */
    private static final long PLACEHOLDER = 999_999_999L;

    public Ssrc {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("ssrc: " + value + " (expected: 0 to " + MAX + ")");
        }
    }

    /** The SSRC of a {@code y=} value: any number of leading zeros, blanks around it. */
    public static Ssrc parse(String text) {
        String digits = text.strip();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("ssrc: not a decimal number (expected: ten digits)");
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > 10) {
            throw new IllegalArgumentException(
                    "ssrc: " + significant.length() + " significant digits (expected: 0 to " + MAX + ")");
        }
        return new Ssrc(Long.parseLong(significant));
    }

    /** The SSRC of an RTP header field. */
    public static Ssrc ofRtp(int field) {
        return new Ssrc(Integer.toUnsignedLong(field));
    }

    /** The RTP header field. */
    public int toRtp() {
        return (int) value;
    }

    /** The value of a {@code y=} line. */
    public String toY() {
        String digits = Long.toString(value);
        return "0".repeat(10 - digits.length()) + digits;
    }

    /** Whether this stands for "choose one yourself". */
    public boolean isPlaceholder() {
        return value == PLACEHOLDER;
    }

    @Override
    public String toString() {
        return toY();
    }
}
