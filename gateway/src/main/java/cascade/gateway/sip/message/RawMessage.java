package cascade.gateway.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A message cut into its start line, unfolded header fields and body: the guard's part of reading. Nothing here follows
 * the grammar; all of it is linear in the message's length and bounded by {@link SipLimits}.
 */
final class RawMessage {

    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("v", "Via"),
            Map.entry("f", "From"),
            Map.entry("t", "To"),
            Map.entry("i", "Call-ID"),
            Map.entry("m", "Contact"),
            Map.entry("l", "Content-Length"),
            Map.entry("c", "Content-Type"),
            Map.entry("e", "Content-Encoding"),
            Map.entry("s", "Subject"),
            Map.entry("k", "Supported"),
            Map.entry("o", "Event"),
            Map.entry("u", "Allow-Events"));

    private static final Set<String> SINGLETONS = Set.of(
            "from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type", "event", "expires");

    private static final Set<String> LISTS = Set.of("via", "route", "record-route", "contact");

    private static final Charset GB18030 = Charset.forName("GB18030");

    private final String startLine;
    private final List<Headers.Field> fields;
    private final int bodyStart;
    private final Set<Repair> repairs;

    private RawMessage(String startLine, List<Headers.Field> fields, int bodyStart, Set<Repair> repairs) {
        this.startLine = startLine;
        this.fields = fields;
        this.bodyStart = bodyStart;
        this.repairs = repairs;
    }

    String startLine() {
        return startLine;
    }

    List<Headers.Field> fields() {
        return fields;
    }

    /** Index of the first body byte. */
    int bodyStart() {
        return bodyStart;
    }

    Set<Repair> repairs() {
        return repairs;
    }

    List<String> values(String name) {
        return Headers.valuesOf(name, fields);
    }

    /** @param start index of the first byte of the start line */
    static RawMessage split(byte[] bytes, int start, SipLimits limits) throws RefusedException {
        Set<Repair> repairs = EnumSet.noneOf(Repair.class);
        List<String> lines = new ArrayList<>();
        int headerLines = -1;
        int at = start;
        while (true) {
            if (at == bytes.length) {
                repairs.add(Repair.NO_BLANK_LINE);
                break;
            }
            int end = lineEnd(bytes, at, limits);
            int textEnd = end;
            if (end > at && bytes[end - 1] == '\r') {
                textEnd--;
            } else {
                repairs.add(Repair.LF_ONLY);
            }
            int from = at;
            at = end + 1;
            if (textEnd == from) {
                break;
            }
            if (++headerLines > limits.maxLines()) {
                throw new RefusedException(Refusal.TOO_MANY_LINES, "more than " + limits.maxLines() + " header lines");
            }
            addLine(lines, text(bytes, from, textEnd), limits);
        }
        if (lines.isEmpty()) {
            throw new RefusedException(Refusal.NOT_SIP, "no start line");
        }
        String startLine = lines.removeFirst();
        return new RawMessage(startLine, fields(lines, limits), at, repairs);
    }

    /** Index of the LF that ends the line; every byte before it has been looked at. */
    private static int lineEnd(byte[] bytes, int from, SipLimits limits) throws RefusedException {
        boolean quoted = false;
        boolean escaped = false;
        for (int i = from; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                return i;
            }
            if (i - from == limits.maxLineBytes()) {
                throw new RefusedException(
                        Refusal.LINE_TOO_LONG, "header line longer than " + limits.maxLineBytes() + " bytes");
            }
            boolean endsLine = b == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
            boolean control = (b >= 0 && b < 0x20 && b != '\t') || b == 0x7f;
            boolean quotedPair = escaped && b != '\r';
            if (control && !endsLine && !quotedPair) {
                throw new RefusedException(Refusal.CONTROL_CHARACTER, "control character in a header line");
            }
            quoted ^= b == '"' && !escaped;
            escaped = quoted && b == '\\' && !escaped;
        }
        throw new RefusedException(Refusal.BAD_HEADER, "the message ends within a header line");
    }

    /** A line that begins with a blank continues the one before (RFC 3261 section 7.3.1). */
    private static void addLine(List<String> lines, String line, SipLimits limits) throws RefusedException {
        boolean folded = isBlank(line.charAt(0));
        if (!folded) {
            lines.add(line);
            return;
        }
        if (lines.size() < 2) {
            throw new RefusedException(Refusal.BAD_HEADER, "a continued line before the first header");
        }
        String joined = lines.removeLast() + " " + trim(line);
        if (joined.length() > limits.maxLineBytes()) {
            throw new RefusedException(Refusal.LINE_TOO_LONG, "folded header line too long");
        }
        lines.add(joined);
    }

    /** Header text is UTF-8 by the RFC, and GB18030 by the habit of those who do not follow it. */
    static String text(byte[] bytes, int from, int to) {
        if (isAscii(bytes, from, to)) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, from, to - from, GB18030);
        }
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Headers.Field> fields(List<String> lines, SipLimits limits) throws RefusedException {
        var fields = new ArrayList<Headers.Field>(lines.size());
        var singletons = new HashMap<String, String>();
        var listValues = new HashMap<String, Integer>();
        for (String line : lines) {
            Headers.Field field = field(line);
            String key = field.name().toLowerCase(Locale.ROOT);
            if (SINGLETONS.contains(key) && singletons.put(key, field.value()) != null) {
                throw new RefusedException(Refusal.DUPLICATE_HEADER, field.name() + ": more than one");
            }
            if (LISTS.contains(key)) {
                if (listValues.merge(key, 1 + commas(field.value()), Integer::sum) > limits.maxListValues()) {
                    throw new RefusedException(
                            Refusal.TOO_MANY_VALUES, field.name() + ": more than " + limits.maxListValues());
                }
            }
            if (key.equals("via") && field.value().indexOf('(') >= 0) {
                throw new RefusedException(Refusal.VIA_COMMENT, "Via: comment (RFC 3261 knows none)");
            }
            fields.add(field);
        }
        return fields;
    }

    private static int commas(String value) {
        int commas = 0;
        for (int at = value.indexOf(','); at >= 0; at = value.indexOf(',', at + 1)) {
            commas++;
        }
        return commas;
    }

    private static Headers.Field field(String line) throws RefusedException {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : trim(line.substring(0, colon));
        if (!isToken(name)) {
            throw new RefusedException(Refusal.BAD_HEADER, "a header line without a valid name");
        }
        String value = trim(line.substring(colon + 1));
        String full = name.length() == 1 ? COMPACT.getOrDefault(name.toLowerCase(Locale.ROOT), name) : name;
        return new Headers.Field(full, value);
    }

    /** Without the blanks around it. Only SP and HTAB are blanks: what else looks empty was not written by accident. */
    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isToken(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!isToken(word.charAt(i))) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    static boolean isToken(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-.!%*_+`'~".indexOf(c) >= 0;
    }
}
