package cascade.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a message. Everything is built from values, nothing is copied through, and no value may hold a line break, so
 * a peer's bytes cannot smuggle a header to another peer. Content-Length counts bytes.
 */
public final class SipWriter {

    private static final byte[] NO_BODY = {};

    private SipWriter() {}

    public static byte[] write(SipMessage message) {
        return write(message, message.body());
    }

    /** The message as if it had no body. */
    public static byte[] writeHead(SipMessage message) {
        return write(message, NO_BODY);
    }

    private static byte[] write(SipMessage message, byte[] body) {
        var head = new StringBuilder(512);
        line(head, message.startLine());
        for (Via via : message.vias()) {
            line(head, "Via", via);
        }
        line(head, "From", message.from());
        line(head, "To", message.to());
        line(head, "Call-ID", message.callId());
        line(head, "CSeq", message.cseq());
        for (NameAddr contact : message.contacts()) {
            line(head, "Contact", contact);
        }
        for (Headers.Field field : message.headers().fields()) {
            line(head, field.name(), field.value());
        }
        line(head, "Content-Length", body.length);
        head.append("\r\n");
        byte[] text = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(text, text.length + body.length);
        System.arraycopy(body, 0, bytes, text.length, body.length);
        return bytes;
    }

    private static void line(StringBuilder head, String name, Object value) {
        int start = head.length();
        head.append(name).append(": ").append(value);
        endLine(head, start);
    }

    private static void line(StringBuilder head, String text) {
        int start = head.length();
        head.append(text);
        endLine(head, start);
    }

    private static void endLine(StringBuilder head, int start) {
        for (int i = start; i < head.length(); i++) {
            char c = head.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException("line break in a header line (expected: one line)");
            }
        }
        head.append("\r\n");
    }
}
