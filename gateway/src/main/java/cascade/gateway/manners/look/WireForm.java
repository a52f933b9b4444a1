package cascade.gateway.manners.look;

import cascade.gateway.gb.GbText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * SIP message as it is on the wire: start line, header fields in their order, body; cut by its line ends alone, so that
 * what its sender did with them stays visible. Immutable.
 *
 * @param startLine without its end
 * @param fields as they came
 * @param body what follows the blank line
 * @param lfOnly whether some header line ends without CR
 */
record WireForm(String startLine, List<Field> fields, byte[] body, boolean lfOnly) {

    private static final String VERSION = "SIP/2.0";
    private static final int MOST_HEADER_BYTES = 8_192;
    private static final int MOST_FIELDS = 64;

    private static final Map<String, String> COMPACT = Map.of(
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "c",
            "content-type",
            "l",
            "content-length",
            "s",
            "subject",
            "o",
            "event",
            "v",
            "via");

    /**
     * Header field.
     *
     * @param name in lower case, never the compact form
     * @param value without blanks around it
     * @param asWritten the line behind the colon
     */
    record Field(String name, String value, String asWritten) {}

    /** Cut; empty where it begins with no line, as the keep-alives of NAT bindings do. */
    static Optional<WireForm> of(byte[] bytes) {
        int headerEnd = headerEnd(bytes);
        String header = GbText.decode(Arrays.copyOf(bytes, headerEnd), StandardCharsets.UTF_8)
                .text();
        String[] lines = header.split("\n", -1);
        String startLine = lines[0].strip();
        if (startLine.isEmpty()) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        boolean lfOnly = header.indexOf('\n') > 0 && !lines[0].endsWith("\r");
        for (int i = 1; i < lines.length && fields.size() < MOST_FIELDS; i++) {
            lfOnly |= i < lines.length - 1 && !lines[i].endsWith("\r");
            field(lines[i].endsWith("\r") ? lines[i].substring(0, lines[i].length() - 1) : lines[i])
                    .ifPresent(fields::add);
        }
        return Optional.of(new WireForm(startLine, fields, Arrays.copyOfRange(bytes, headerEnd, bytes.length), lfOnly));
    }

    /** Index of the first body byte. */
    private static int headerEnd(byte[] bytes) {
        int most = Math.min(bytes.length, MOST_HEADER_BYTES);
        boolean lineIsEmpty = false;
        for (int i = 0; i < most; i++) {
            if (bytes[i] == '\n') {
                if (lineIsEmpty) {
                    return i + 1;
                }
                lineIsEmpty = true;
            } else if (bytes[i] != '\r') {
                lineIsEmpty = false;
            }
        }
        return most;
    }

    private static Optional<Field> field(String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String asWritten = line.substring(colon + 1);
        return Optional.of(new Field(COMPACT.getOrDefault(name, name), asWritten.strip(), asWritten));
    }

    boolean isResponse() {
        return startLine.startsWith(VERSION);
    }

    boolean isRequest(String method) {
        return !isResponse() && method().equals(method);
    }

    /** Of a response. */
    int status() {
        String[] words = startLine.split(" +", 3);
        return words.length > 1 && words[1].matches("[1-6]\\d\\d") ? Integer.parseInt(words[1]) : 0;
    }

    boolean isSuccessTo(String method) {
        return isResponse() && status() >= 200 && status() < 300 && method().equals(method);
    }

    /** Of a request, of a response that of the request that it answers; in upper case. */
    String method() {
        String named = isResponse() ? cseqWord(1) : startLine.split(" ", 2)[0];
        return named.toUpperCase(Locale.ROOT);
    }

    Optional<Long> cseqNumber() {
        String number = cseqWord(0);
        return number.matches("\\d{1,10}") ? Optional.of(Long.valueOf(number)) : Optional.empty();
    }

    private String cseqWord(int index) {
        String[] words = value("cseq").split("\\s+");
        return words.length > index ? words[index] : "";
    }

    /** First value of a header by its long name in lower case. */
    Optional<String> header(String name) {
        return field(name, fields).map(Field::value);
    }

    /** The same, "" where there is none. */
    String value(String name) {
        return header(name).orElse("");
    }

    Optional<Field> rawField(String name) {
        return field(name, fields);
    }

    private static Optional<Field> field(String name, List<Field> among) {
        return among.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    String callId() {
        return value("call-id");
    }

    /** Whether To has a tag, as in a dialog. */
    boolean inDialog() {
        return WireUri.hasTag(value("to"));
    }

    boolean hasSdp() {
        return body.length > 2 && body[0] == 'v' && body[1] == '=';
    }

    boolean hasXml() {
        return body.length > 1 && (body[0] == '<' || (body[0] & 0xFF) == 0xEF);
    }
}
