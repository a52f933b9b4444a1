package cascade.gateway.manners.look;

import cascade.gateway.gb.GbText;
import cascade.gateway.manners.trait.Trait;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Look at MANSCDP bodies: the charset that they declare and the one that they are in, their layout, and how many items a
 * catalog message has. Stateless.
 */
final class XmlLook {

    /** The rest of a body is of the same make. */
    private static final int MOST_BYTES = 16_384;

    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?\\s*xml[^>]*>");
    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']?([A-Za-z0-9_-]+)");
    private static final Pattern COMMAND = Pattern.compile("<CmdType>\\s*(\\w+)\\s*</");
    private static final Pattern ITEM = Pattern.compile("<Item[\\s>]");
    private static final Pattern CATALOG_ANSWER = Pattern.compile("<Response[\\s>]");
    private static final Pattern KEY_FRAME = Pattern.compile("(?i)<(IF(?:r)?ameCmd)>");
    private static final Pattern PADDED_NUMBER = Pattern.compile("Num\\s*=\\s*\"\\s+\\d|Num\\s*=\\s*\"\\d+\\s+\"");
    private static final Pattern BARE_NUMBER = Pattern.compile("Num\\s*=\\s*\\d");
    private static final Pattern INDENTED = Pattern.compile("\\n[ \\t]+<");

    private XmlLook() {}

    /** Looks, and says of which command it is, "" where that cannot be seen. */
    static String look(byte[] body, Notes notes) {
        boolean whole = body.length <= MOST_BYTES;
        byte[] start = whole ? body : upToAnElement(body);
        String declared = declared(start);
        notes.note(Trait.CHARSET_DECLARED, declared);
        boolean utf8 = declared.equals("UTF-8");
        GbText text = GbText.decode(start, utf8 ? StandardCharsets.UTF_8 : GbText.GB18030);
        noteTrueCharset(text, declared, notes);
        notes.note(Trait.XML_LINES, layout(text.text()));
        return lookAtContent(text.text(), whole, notes);
    }

    /** No character of any of the charsets has {@code >} in it but that one. */
    private static byte[] upToAnElement(byte[] body) {
        int end = MOST_BYTES;
        while (end > 0 && body[end - 1] != '>') {
            end--;
        }
        return Arrays.copyOf(body, end);
    }

    private static String declared(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1);
        Matcher declaration = DECLARATION.matcher(start);
        if (!declaration.find()) {
            return "no-declaration";
        }
        Matcher encoding = ENCODING.matcher(declaration.group());
        return encoding.find() ? encoding.group(1).toUpperCase(Locale.ROOT) : "no-encoding";
    }

    private static void noteTrueCharset(GbText text, String declared, Notes notes) {
        int first = firstChinese(text.text());
        if (first < 0 || text.damaged()) {
            return;
        }
        String charset = text.charset().equals(StandardCharsets.UTF_8)
                ? "UTF-8"
                : GB2312.newEncoder().canEncode(text.text()) ? "GB2312" : "GB18030";
        int from = Math.max(0, first - 20);
        String around = text.text().substring(from, Math.min(text.text().length(), first + 20));
        notes.note(Trait.CHARSET_TRUE, charset, declared + ": " + around.replaceAll("\\s+", " "));
    }

    private static int firstChinese(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return i;
            }
        }
        return -1;
    }

    private static String layout(String text) {
        String body = text.strip();
        if (body.indexOf('\n') < 0) {
            return "one-line";
        }
        String ends = body.contains("\r\n") ? "crlf" : "lf";
        return INDENTED.matcher(body).find() ? ends + "-indented" : ends;
    }

    private static String lookAtContent(String text, boolean whole, Notes notes) {
        Matcher command = COMMAND.matcher(text);
        String name = command.find() ? command.group(1) : "";
        if (name.equals("Catalog") && whole && CATALOG_ANSWER.matcher(text).find()) {
            notes.note(Trait.ITEMS, Long.toString(ITEM.matcher(text).results().count()));
        }
        Matcher keyFrame = KEY_FRAME.matcher(text);
        if (keyFrame.find()) {
            notes.note(Trait.KEY_FRAME, keyFrame.group(1));
        }
        if (PADDED_NUMBER.matcher(text).find()) {
            notes.note(Trait.ODDITY, "padded-num", "Num=\" 1 \"");
        }
        if (BARE_NUMBER.matcher(text).find()) {
            notes.note(Trait.ODDITY, "bare-num", "Num=1");
        }
        return name;
    }
}
