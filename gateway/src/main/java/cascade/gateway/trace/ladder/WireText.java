package cascade.gateway.trace.ladder;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Bytes of a message as text: in UTF-8, or in the national character set, whatever they say of themselves. Stateless. */
final class WireText {

    private static final Charset NATIONAL = Charset.forName("GB18030");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\r\n\t]]");

    private WireText() {}

    static String of(byte[] bytes) {
        return UNPRINTABLE.matcher(decoded(bytes)).replaceAll("?");
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, NATIONAL);
        }
    }
}
