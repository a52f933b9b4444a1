package cascade.gateway.sip.transport;

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

    private static final byte[] NOTHING = new byte[0];
    private static final int UNKNOWN = -1;

    /** UNIX_LINES (d): only a LF ends a line, as everywhere else in reading. */
    private static final Pattern CONTENT_LENGTH =
            Pattern.compile("(?dim)^(?:content-length|l)[ \\t]*:[ \\t]*(\\d{1,9})[ \\t]*\\r?$");

    private final int maxMessageBytes;
    private final Consumer<byte[]> onMessage;
    private final Runnable onPing;
    /** Bytes of the message under way; the array is larger than {@link #length}. */
    private byte[] held = NOTHING;

    private int length;
    /** Where the search for the end of the head goes on, so that a slow sender costs no repeated scans. */
    private int scanned;
    /** Where the message under way ends, once its head has come. */
    private int end = UNKNOWN;

    private int blankLines;
    private long messages;

    /** @param onMessage takes each message; and a head without a usable length, which its reader can only refuse */
    StreamFramer(int maxMessageBytes, Consumer<byte[]> onMessage, Runnable onPing) {
        this.maxMessageBytes = maxMessageBytes;
        this.onMessage = onMessage;
        this.onPing = onPing;
    }

    /** Whether a message has begun and not ended. */
    boolean isHalfRead() {
        return length > 0;
    }

    /** How many messages have ended. */
    long messages() {
        return messages;
    }

    void feed(byte[] bytes) throws FramingException {
        append(bytes);
        int at = 0;
        while (true) {
            if (end == UNKNOWN) {
                at = skipBlankLines(at);
                int bodyStart = headEnd(Math.max(at, scanned));
                if (bodyStart == UNKNOWN) {
                    scanned = Math.max(at, length - 2);
                    break;
                }
                end = messageEnd(at, bodyStart);
            }
            if (end > length) {
                break;
            }
            messages++;
            onMessage.accept(Arrays.copyOfRange(held, at, end));
            at = end;
            scanned = at;
            end = UNKNOWN;
        }
        drop(at);
        if (length > maxMessageBytes) {
            throw new FramingException("message longer than " + maxMessageBytes + " bytes");
        }
    }

    private void append(byte[] bytes) {
        int needed = length + bytes.length;
        if (needed > held.length) {
            held = Arrays.copyOf(held, Math.max(needed, 2 * length));
        }
        System.arraycopy(bytes, 0, held, length, bytes.length);
        length = needed;
    }

    /** Forgets what has been read; an idle connection holds no memory. */
    private void drop(int bytes) {
        if (bytes == 0) {
            return;
        }
        held = bytes == length ? NOTHING : Arrays.copyOfRange(held, bytes, length);
        length -= bytes;
        scanned = Math.max(0, scanned - bytes);
        end = end == UNKNOWN ? UNKNOWN : end - bytes;
    }

    private int skipBlankLines(int from) {
        int at = from;
        while (at < length && (held[at] == '\r' || held[at] == '\n' || held[at] == 0)) {
            if (held[at] == '\n') {
                blankLines++;
            }
            at++;
        }
        if (blankLines >= 2) {
            blankLines = 0;
            onPing.run();
        }
        if (at < length) {
            blankLines = 0;
        }
        return at;
    }

    /** Index after the blank line that ends the head. */
    private int headEnd(int from) {
        for (int i = from; i < length; i++) {
            if (held[i] != '\n') {
                continue;
            }
            if (i + 1 < length && held[i + 1] == '\n') {
                return i + 2;
            }
            if (i + 2 < length && held[i + 1] == '\r' && held[i + 2] == '\n') {
                return i + 3;
            }
        }
        return UNKNOWN;
    }

    private int messageEnd(int start, int bodyStart) throws FramingException {
        byte[] head = Arrays.copyOfRange(held, start, bodyStart);
        Matcher matcher = CONTENT_LENGTH.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw unframed(head, "no Content-Length on a stream");
        }
        int bodyBytes = Integer.parseInt(matcher.group(1));
        if (matcher.find()) {
            throw unframed(head, "more than one Content-Length");
        }
        if (head.length + bodyBytes > maxMessageBytes) {
            throw unframed(head, "message longer than " + maxMessageBytes + " bytes");
        }
        return bodyStart + bodyBytes;
    }

    private FramingException unframed(byte[] head, String why) {
        onMessage.accept(head);
        return new FramingException(why);
    }
}
