package cascade.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Scan of a message for places where a secret may stand, in one pass over its bytes: nearly all messages have none, and
 * need no closer look. It errs to one side only. Stateless, any thread.
 */
final class SecretScan {

    private static final byte[][] STARTS_OF_LINES =
            ascii("authorization", "proxy-authorization", "authentication-info", "note", "k=", "a=crypto");
    private static final byte[] PASSWORD = ascii("passw");
    private static final byte[] SHORT_PASSWORD = ascii("pwd");

    /** A scheme, user and password before an {@code @}: no longer than what the mask looks for. */
    private static final int LONGEST_USER_INFO = 220;

    /** It ends a line as well, where bytes are read as ISO 8859-1. */
    private static final byte NEXT_LINE = (byte) 0x85;

    /** Few bytes of a message are one of these; a look into a table is all that the others cost. */
    private static final boolean[] TELLING = table('@', 'w', 'W', '\n', '\r', NEXT_LINE & 0xff);

    private static final boolean[] STARTING = table('a', 'A', 'p', 'P', 'n', 'N', 'k');

    private SecretScan() {}

    private static byte[][] ascii(String... words) {
        return Stream.of(words).map(SecretScan::ascii).toArray(byte[][]::new);
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean[] table(int... bytes) {
        var table = new boolean[256];
        for (int each : bytes) {
            table[each] = true;
        }
        return table;
    }

    /** False where {@link SecretMask} would find nothing. */
    static boolean maySaySecrets(byte[] message) {
        if (startsLine(message, 0)) {
            return true;
        }
        for (int at = 0; at < message.length; at++) {
            if (TELLING[message[at] & 0xff] && tells(message, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean tells(byte[] message, int at) {
        return switch (message[at]) {
            case '@' -> followsUserAndPassword(message, at);
            // the rarest letter of a password's names
            case 'w', 'W' ->
                isWord(PASSWORD, message, at - PASSWORD.length + 1) || isWord(SHORT_PASSWORD, message, at - 1);
            default -> startsLine(message, at + 1);
        };
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

    private static boolean startsLine(byte[] message, int at) {
        if (at >= message.length || !STARTING[message[at] & 0xff]) {
            return false;
        }
        for (byte[] word : STARTS_OF_LINES) {
            if (isWord(word, message, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(byte[] word, byte[] message, int at) {
        if (at < 0 || message.length - at < word.length) {
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
