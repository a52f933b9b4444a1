package cascade.gateway.sip.message;

import java.nio.charset.StandardCharsets;

/**
 * Scan of a message for places where a secret may stand, in one pass over its bytes: nearly all messages have none, and
 * need no closer look. It errs to one side only. Stateless, any thread.
 */
final class SecretScan {

    private static final byte[][] IN_A_LINE = ascii("passw", "pwd", "crypto");
    private static final byte[][] BEFORE_A_VALUE =
            ascii("authorization", "proxy-authorization", "authentication-info", "note", "k=");

    /** A scheme, user and password before an {@code @}: no longer than what the mask looks for. */
    private static final int LONGEST_USER_INFO = 220;

    /** It ends a line as well, where bytes are read as ISO 8859-1. */
    private static final byte NEXT_LINE = (byte) 0x85;

    private SecretScan() {}

    private static byte[][] ascii(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }

    /** False where {@link SecretMask} would find nothing. */
    static boolean maySaySecrets(byte[] message) {
        boolean lineStart = true;
        for (int at = 0; at < message.length; at++) {
            byte here = message[at];
            switch (here) {
                case '@' -> {
                    if (followsUserAndPassword(message, at)) {
                        return true;
                    }
                }
                case 'a', 'A', 'k', 'n', 'N' -> {
                    if (lineStart && isAny(BEFORE_A_VALUE, message, at)) {
                        return true;
                    }
                }
                case 'p', 'P' -> {
                    if (isAny(IN_A_LINE, message, at) || (lineStart && isAny(BEFORE_A_VALUE, message, at))) {
                        return true;
                    }
                }
                case 'c', 'C' -> {
                    if (isAny(IN_A_LINE, message, at)) {
                        return true;
                    }
                }
                default -> {
                    // starts nothing
                }
            }
            lineStart = here == '\n' || here == '\r' || here == NEXT_LINE;
        }
        return false;
    }

    /** Two colons before the {@code @}: {@code sip:user:password@}, {@code ftp://user:password@}. */
    private static boolean followsUserAndPassword(byte[] message, int sign) {
        int colons = 0;
        for (int at = sign - 1; at >= 0 && sign - at <= LONGEST_USER_INFO; at--) {
            byte before = message[at];
            if (before == ':') {
                if (++colons == 2) {
                    return true;
                }
            } else if (before == '<' || before == '>' || before == '"' || before == '\n' || before == ' ') {
                return false;
            }
        }
        return false;
    }

    private static boolean isAny(byte[][] words, byte[] message, int at) {
        for (byte[] word : words) {
            if (isWord(word, message, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(byte[] word, byte[] message, int at) {
        if (message.length - at < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            int letter = message[at + i];
            int lower = letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
            if (lower != word[i]) {
                return false;
            }
        }
        return true;
    }
}
