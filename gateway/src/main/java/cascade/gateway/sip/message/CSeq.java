package cascade.gateway.sip.message;

/**
 * Command sequence (RFC 3261 section 20.16).
 *
 * @param number 0 to 2^31 - 1; starts anywhere, NCG always says 20
 * @param method upper case
 */
public record CSeq(long number, String method) {

    /** Largest number that RFC 3261 section 8.1.1.5 allows. */
    public static final long MAX = Integer.MAX_VALUE;

    public CSeq {
        if (number < 0 || number > MAX) {
            throw new IllegalArgumentException("CSeq: " + number + " (expected: 0 to 2^31 - 1)");
        }
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
