package cascade.gateway.bench.peer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Assembly of one message at a time from bytes. One thread. */
public final class MessageWriter {

    private static final byte[] END_OF_LINE = {'\r', '\n'};
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");

    private final byte[] bytes = new byte[65_536];
    private final byte[] digits = new byte[20];
    private int length;

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public MessageWriter clear() {
        length = 0;
        return this;
    }

    public MessageWriter put(byte[] part) {
        return put(part, 0, part.length);
    }

    public MessageWriter put(byte[] part, int from, int to) {
        System.arraycopy(part, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    public MessageWriter put(String part) {
        return put(ascii(part));
    }

    public MessageWriter put(long number) {
        int at = digits.length;
        long rest = number;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return put(digits, at, digits.length);
    }

    public MessageWriter endLine() {
        return put(END_OF_LINE);
    }

    /** The end of a message without a body. */
    public byte[] end() {
        return put(CONTENT_LENGTH).put(0).endLine().endLine().copy();
    }

    public byte[] end(byte[] contentType, byte[] body) {
        return put(contentType)
                .put(CONTENT_LENGTH)
                .put(body.length)
                .endLine()
                .endLine()
                .put(body)
                .copy();
    }

    /** What was put so far. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
