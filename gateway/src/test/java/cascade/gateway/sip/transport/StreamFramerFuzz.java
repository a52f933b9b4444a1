package cascade.gateway.sip.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fuzz target: a stream is cut into the same messages, in however many pieces it comes. */
public final class StreamFramerFuzz {

    private static final int MAX_MESSAGE_BYTES = 64 * 1024;
    private static final String BROKEN = "broken";

    private StreamFramerFuzz() {}

    /** @param data how long the pieces are, and the stream */
    public static void fuzzerTestOneInput(byte[] data) {
        // a head beyond the limit is refused with or without being handed on
        if (data.length < 2 || data.length > MAX_MESSAGE_BYTES) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(data, 1, data.length);
        List<String> whole = cut(stream, stream.length);
        List<String> pieces = cut(stream, 1 + (data[0] & 0x3f));
        if (!whole.equals(pieces)) {
            throw new AssertionError("pieces of a stream make other messages");
        }
    }

    private static List<String> cut(byte[] stream, int pieceBytes) {
        List<String> messages = new ArrayList<>();
        var framer = new StreamFramer(MAX_MESSAGE_BYTES, message -> messages.add(Arrays.toString(message)), () -> {});
        try {
            for (int at = 0; at < stream.length; at += pieceBytes) {
                framer.feed(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + pieceBytes)));
            }
        } catch (StreamFramer.FramingException refused) {
            messages.add(BROKEN);
        }
        return messages;
    }
}
