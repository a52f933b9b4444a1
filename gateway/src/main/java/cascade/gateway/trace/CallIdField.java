package cascade.gateway.trace;

import java.nio.charset.StandardCharsets;

/** Call-ID of a message that nobody has read yet, found without reading the rest. Stateless. */
public final class CallIdField {

    private static final byte[] LONG = "call-id".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMPACT = {'i'};
    private static final int LONGEST = 256;

    private CallIdField() {}

    /** Its value; "" where there is none, or none that is usable. */
    public static String of(byte[] message) {
        int line = nextLine(message, 0);
        while (line < message.length && message[line] != '\r' && message[line] != '\n') {
            int value = afterName(message, line, LONG);
            if (value < 0) {
                value = afterName(message, line, COMPACT);
            }
            if (value >= 0) {
                return value(message, value);
            }
            line = nextLine(message, line);
        }
        return "";
    }

    /** Index behind the colon; -1 where the line has another name. */
    private static int afterName(byte[] message, int line, byte[] name) {
        int at = line;
        for (byte letter : name) {
            if (at >= message.length || (message[at] | 0x20) != (letter | 0x20)) {
                return -1;
            }
            at++;
        }
        while (at < message.length && isBlank(message[at])) {
            at++;
        }
        return at < message.length && message[at] == ':' ? at + 1 : -1;
    }

    private static String value(byte[] message, int from) {
        int start = from;
        while (start < message.length && isBlank(message[start])) {
            start++;
        }
        int end = start;
        while (end < message.length && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        while (end > start && isBlank(message[end - 1])) {
            end--;
        }
        return end - start > LONGEST ? "" : new String(message, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static int nextLine(byte[] message, int from) {
        int at = from;
        while (at < message.length && message[at] != '\n') {
            at++;
        }
        return at + 1;
    }
}
