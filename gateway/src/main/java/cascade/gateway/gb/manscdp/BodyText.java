package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.GbText;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters of a body without its XML declaration, so that no parser decodes by a label that may be wrong. */
final class BodyText {
    private static final Pattern DECLARATION =
            Pattern.compile("\\A\\s*<\\s?\\?\\s*xml\\b([^>]*)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern WELL_FORMED =
            Pattern.compile("\\A<\\?xml\\s+version\\s*=\\s*([\"'])1\\.[01]\\1[^?>]*\\?>");
    private static final Pattern ENCODING =
            Pattern.compile("encoding\\s*=\\s*[\"']?\\s*([A-Za-z0-9._-]+)", Pattern.CASE_INSENSITIVE);
    /** Far more than any declaration needs. */
    private static final int LONGEST_DECLARATION = 200;

    private BodyText() {}

    static String of(byte[] body, Charset peerCharset, Set<Repair> repairs) {
        Optional<Charset> declared = declared(body);
        GbText decoded = GbText.decode(body, declared.orElse(peerCharset));
        if (decoded.damaged()) {
            repairs.add(Repair.BYTES_REPLACED);
        }
        if (!isAscii(body)
                && declared.filter(charset -> isUtf8(charset) != isUtf8(decoded.charset()))
                        .isPresent()) {
            repairs.add(Repair.CHARSET_MISLABELLED);
        }
        return withoutDeclaration(decoded.text(), repairs);
    }

    private static Optional<Charset> declared(byte[] body) {
        String head = new String(body, 0, Math.min(body.length, LONGEST_DECLARATION), StandardCharsets.ISO_8859_1);
        Matcher declaration = DECLARATION.matcher(head.replace("\u00EF\u00BB\u00BF", ""));
        if (!declaration.find()) {
            return Optional.empty();
        }
        Matcher encoding = ENCODING.matcher(declaration.group(1));
        try {
            return encoding.find() ? Optional.of(Charset.forName(encoding.group(1))) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static String withoutDeclaration(String text, Set<Repair> repairs) {
        Matcher declaration = DECLARATION.matcher(text);
        if (!declaration.find()) {
            return text;
        }
        if (!WELL_FORMED.matcher(text).find()) {
            repairs.add(Repair.DECLARATION);
        }
        return text.substring(declaration.end());
    }

    private static boolean isUtf8(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8);
    }

    private static boolean isAscii(byte[] body) {
        for (byte b : body) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
