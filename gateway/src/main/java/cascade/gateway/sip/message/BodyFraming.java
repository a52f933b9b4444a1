package cascade.gateway.sip.message;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Body of one message as Content-Length frames it (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-18.3">RFC 3261 section 18.3</a>): binding on a stream, where
 * the next message follows; in a datagram a wrong one is repaired from the bytes that came.
 */
final class BodyFraming {

    /** A body counted in another charset, or with line ends of another length, is not twice as long. */
    private static final int MOST_STATED_PER_BYTE = 2;

    private final byte[] bytes;
    private final RawMessage raw;
    private final boolean reliable;
    private final SipLimits limits;

    /**
     * @param bytes the whole message
     * @param raw the same, split
     * @param reliable whether it came over a stream
     */
    BodyFraming(byte[] bytes, RawMessage raw, boolean reliable, SipLimits limits) {
        this.bytes = bytes;
        this.raw = raw;
        this.reliable = reliable;
        this.limits = limits;
    }

    byte[] body(Set<Repair> repairs) throws RefusedException {
        int available = bytes.length - raw.bodyStart();
        Optional<String> stated = raw.values("Content-Length").stream().findFirst();
        if (stated.isEmpty()) {
            if (reliable) {
                throw new RefusedException(Refusal.BAD_CONTENT_LENGTH, "Content-Length: missing on a stream");
            }
            if (available > 0) {
                repairs.add(Repair.NO_CONTENT_LENGTH);
            }
            return Arrays.copyOfRange(bytes, raw.bodyStart(), bytes.length);
        }
        int length = contentLength(stated.get());
        if (reliable && length > available) {
            boolean tooLarge = raw.bodyStart() + length > limits.maxMessageBytes();
            throw new RefusedException(
                    tooLarge ? Refusal.TOO_LARGE : Refusal.BAD_CONTENT_LENGTH, "Content-Length: more than was sent");
        }
        if (length > MOST_STATED_PER_BYTE * available) {
            throw new RefusedException(Refusal.BAD_CONTENT_LENGTH, "Content-Length: far more than was sent");
        }
        if (!reliable && length < available && isMiscounted(length)) {
            repairs.add(Repair.CONTENT_LENGTH);
            return Arrays.copyOfRange(bytes, raw.bodyStart(), bytes.length);
        }
        if (length < available) {
            repairs.add(Repair.EXTRA_BYTES);
        } else if (length > available) {
            repairs.add(Repair.SHORT_BODY);
        }
        return Arrays.copyOfRange(bytes, raw.bodyStart(), raw.bodyStart() + Math.min(length, available));
    }

    /**
     * Whether a datagram's body is what follows the blank line, though Content-Length says less: a typed body that is
     * counted as 0, or in characters. Without a Content-Type the rest is none of this message (RFC 3261 section 18.3).
     */
    private boolean isMiscounted(int length) {
        boolean isTyped = raw.values("Content-Type").stream().anyMatch(type -> !type.isEmpty());
        String rest = isTyped ? RawMessage.text(bytes, raw.bodyStart(), bytes.length) : "";
        boolean isZero = length == 0 && !rest.isBlank() && !rest.chars().allMatch(c -> c == 0);
        boolean inCharacters = rest.length() > 0 && length == rest.length();
        return isZero || inCharacters;
    }

    private static int contentLength(String text) throws RefusedException {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new RefusedException(Refusal.BAD_CONTENT_LENGTH, "Content-Length (expected: a number of bytes)");
        }
        return Integer.parseInt(text);
    }
}
