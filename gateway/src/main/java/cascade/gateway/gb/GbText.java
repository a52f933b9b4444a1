package cascade.gateway.gb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * Text of a body whose charset label cannot be trusted: UTF-8 is sent under the name GB2312, GB18030 under the name
 * GB2312, and either without a name.
 *
 * <p>GB2312 and GBK are subsets of GB18030, so all three are read as GB18030. Text that is valid UTF-8 is UTF-8, unless
 * GB18030 was announced and no character needs three bytes: one or two Chinese characters in GBK can look like two-byte
 * UTF-8, but Chinese in UTF-8 always takes three. GB/T 28181-2016 6.10, GB/T 28181-2022 6.10. Immutable, any thread.
 *
 * @param text the characters, without byte order mark and without trailing NULs
 * @param charset UTF-8 or GB18030, as it was read
 * @param damaged whether bytes had no meaning in that charset and became U+FFFD
 */
public record GbText(String text, Charset charset, boolean damaged) {
    public static final Charset GB18030 = Charset.forName("GB18030");

    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Reads a body for which {@code announced} was declared, or is the peer's setting. */
    public static GbText decode(byte[] body, Charset announced) {
        int end = endWithoutPadding(body);
        if (startsWithMark(body, end)) {
            return lenient(ByteBuffer.wrap(body, UTF_8_MARK.length, end - UTF_8_MARK.length), UTF_8);
        }
        boolean utf8 = isValid(ByteBuffer.wrap(body, 0, end), UTF_8)
                && (UTF_8.equals(announced)
                        || hasThreeByteSequence(body, end)
                        || !isValid(ByteBuffer.wrap(body, 0, end), GB18030));
        return lenient(ByteBuffer.wrap(body, 0, end), utf8 ? UTF_8 : GB18030);
    }

    private static int endWithoutPadding(byte[] body) {
        int end = body.length;
        while (end > 0 && (body[end - 1] == 0 || body[end - 1] == ' ')) {
            end--;
        }
        return end;
    }

    private static boolean startsWithMark(byte[] body, int end) {
        return end >= UTF_8_MARK.length && Arrays.equals(body, 0, UTF_8_MARK.length, UTF_8_MARK, 0, UTF_8_MARK.length);
    }

    private static boolean hasThreeByteSequence(byte[] body, int end) {
        for (int i = 0; i < end; i++) {
            if ((body[i] & 0xFF) >= 0xE0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isValid(ByteBuffer bytes, Charset charset) {
        try {
            charset.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static GbText lenient(ByteBuffer bytes, Charset charset) {
        boolean damaged = !isValid(bytes.duplicate(), charset);
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(bytes)
                    .toString();
            return new GbText(text, charset, damaged);
        } catch (CharacterCodingException e) {
            throw new AssertionError("a replacing decoder refuses nothing", e);
        }
    }
}
