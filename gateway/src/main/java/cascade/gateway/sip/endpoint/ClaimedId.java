package cascade.gateway.sip.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** User part of the From header, read from the bytes of a message that has not been parsed, and may never be. */
final class ClaimedId {

    private static final int HEAD_BYTES = 2048;
    private static final Pattern FROM_USER =
            Pattern.compile("(?im)^(?:from|f)[ \\t]*:[^\\r\\n@]{0,128}?sips?:([^@\\s:;>]{1,64})@");

    private ClaimedId() {}

    static Optional<String> of(byte[] message) {
        String head = new String(message, 0, Math.min(message.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
        Matcher from = FROM_USER.matcher(head);
        return from.find() ? Optional.of(from.group(1)) : Optional.empty();
    }
}
