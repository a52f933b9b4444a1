package cascade.gateway.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a message. Everything is built from values, nothing is copied through, and no value may hold a line break, so
 * a peer's bytes cannot smuggle a header to another peer. Content-Length counts bytes.
 */
public final class SipWriter {

    private SipWriter() {}

    public static byte[] write(SipMessage message) {
        var head = new StringBuilder(512);
        line(head, message.startLine());
        message.vias().forEach(via -> line(head, "Via", via));
        line(head, "From", message.from());
        line(head, "To", message.to());
        line(head, "Call-ID", message.callId());
        line(head, "CSeq", message.cseq());
        message.contacts().forEach(contact -> line(head, "Contact", contact));
        message.headers().fields().forEach(field -> line(head, field.name(), field.value()));
        line(head, "Content-Length", message.body().length);
        head.append("\r\n");
        var bytes = new ByteArrayOutputStream(head.length() + message.body().length);
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(message.body());
        return bytes.toByteArray();
    }

    private static void line(StringBuilder head, String name, Object value) {
        line(head, name + ": " + value);
    }

    private static void line(StringBuilder head, String text) {
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("line break in a header line (expected: one line)");
        }
        head.append(text).append("\r\n");
    }
}
