package cascade.gateway.admin;

import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Query of a request target (<a href="https://datatracker.ietf.org/doc/html/rfc3986#section-3.4">RFC 3986 section
 * 3.4</a>), its names and values as forms encode them. Bytes beyond ASCII that a client did not percent-encode, as
 * {@code curl '.../channels?q=大门'} sends them, are taken as they are; what is not UTF-8 in the end is an error.
 */
final class QueryText {

    private QueryText() {}

    /**
     * @param raw one char a byte, as the request line was read; null: there is none
     * @throws IllegalQueryException for an encoding that is broken
     */
    static MultiMap parse(@Nullable String raw) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        if (raw == null || raw.isEmpty()) {
            return parameters;
        }
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                parameters.add(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '+' -> bytes.write(' ');
                case '%' -> {
                    bytes.write(hexByte(text, at + 1));
                    at += 2;
                }
                default -> bytes.write(c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalQueryException();
        }
    }

    private static int hexByte(String text, int at) {
        int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(at + 1), 16);
        if (low < 0) {
            throw new IllegalQueryException();
        }
        return high << 4 | low;
    }
}
