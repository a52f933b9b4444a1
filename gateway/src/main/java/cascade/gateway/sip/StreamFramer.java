package cascade.gateway.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a TCP byte stream into SIP messages by Content-Length (RFC 3261 section 18.3). Blank lines between messages are
 * keep-alives: a double one is answered with a single one (RFC 5626 section 4.4.1).
 */
final class StreamFramer {

    /** The stream cannot be cut any further and must be closed. */
    static final class FramingException extends Exception {
        FramingException(String what) {
            super(what, null, false, false);
        }
    }

    private static final Pattern CONTENT_LENGTH =
            Pattern.compile("(?im)^(?:content-length|l)[ \\t]*:[ \\t]*(\\d{1,9})[ \\t]*\\r?$");

    /** What may belong to the end of a head and was in an earlier read. */
    private static final int BLANK_LINE_BYTES = 3;

    private final int maxMessageBytes;
    private final Consumer<byte[]> onMessage;
    private final Runnable onPing;
    private byte[] held = new byte[0];
    /** Where the search for the end of the head goes on, so that a slow sender costs no repeated scans. */
    private int scanned;

    StreamFramer(int maxMessageBytes, Consumer<byte[]> onMessage, Runnable onPing) {
        this.maxMessageBytes = maxMessageBytes;
        this.onMessage = onMessage;
        this.onPing = onPing;
    }

    /** Whether a message has begun and not ended. */
    boolean isHalfRead() {
        return held.length > 0;
    }

    void feed(byte[] bytes) throws FramingException {
        byte[] joined = Arrays.copyOf(held, held.length + bytes.length);
        System.arraycopy(bytes, 0, joined, held.length, bytes.length);
        int at = 0;
        int resume = scanned;
        int searched;
        while (true) {
            at = skipBlankLines(joined, at);
            int bodyStart = headEnd(joined, Math.max(at, resume));
            resume = 0;
            if (bodyStart < 0) {
                searched = joined.length;
                break;
            }
            int end = bodyStart + contentLength(joined, at, bodyStart);
            if (end - at > maxMessageBytes) {
                throw new FramingException("message longer than " + maxMessageBytes + " bytes");
            }
            if (end > joined.length) {
                searched = bodyStart;
                break;
            }
            onMessage.accept(Arrays.copyOfRange(joined, at, end));
            at = end;
        }
        held = Arrays.copyOfRange(joined, at, joined.length);
        scanned = Math.max(0, searched - at - BLANK_LINE_BYTES);
        if (held.length > maxMessageBytes) {
            throw new FramingException("message longer than " + maxMessageBytes + " bytes");
        }
    }

    private int skipBlankLines(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && (bytes[at] == '\r' || bytes[at] == '\n' || bytes[at] == 0)) {
            at++;
        }
        if (at - from >= 4) {
            onPing.run();
        }
        return at;
    }

    /** Index after the blank line that ends the head, -1 while it has not come. */
    private static int headEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            if (i + 1 < bytes.length && bytes[i + 1] == '\n') {
                return i + 2;
            }
            if (i + 2 < bytes.length && bytes[i + 1] == '\r' && bytes[i + 2] == '\n') {
                return i + 3;
            }
        }
        return -1;
    }

    private static int contentLength(byte[] bytes, int from, int to) throws FramingException {
        Matcher matcher = CONTENT_LENGTH.matcher(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw new FramingException("no Content-Length on a stream");
        }
        int length = Integer.parseInt(matcher.group(1));
        if (matcher.find() && Integer.parseInt(matcher.group(1)) != length) {
            throw new FramingException("conflicting Content-Length");
        }
        return length;
    }
}
