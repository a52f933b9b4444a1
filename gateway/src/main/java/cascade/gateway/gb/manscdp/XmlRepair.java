package cascade.gateway.gb.manscdp;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repair of what products are known to write wrong, so that a strict parser can read it: control characters, {@code &}
 * and {@code <} in names of places, attributes without quotes. One pass over the text, linear in its length: no {@code
 * <} is looked at beyond the next one. For one document, on one thread.
 */
final class XmlRepair {
    private static final Pattern DTD = Pattern.compile("<!\\s*(DOCTYPE|ENTITY)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENTITY =
            Pattern.compile("&(?:amp|lt|gt|quot|apos|#(?<decimal>[0-9]{1,7})|#x(?<hex>[0-9A-Fa-f]{1,6}));");
    private static final Pattern BARE_VALUE = Pattern.compile("[^\\s\"'=<>/]+");
    private static final String BARE_AMPERSAND = "&amp;";
    private static final String BARE_LESS_THAN = "&lt;";

    private final String text;
    private final Set<Repair> repairs;
    private final Matcher entity;
    private final StringBuilder repaired;
    private int at;

    private XmlRepair(String text, Set<Repair> repairs) {
        this.text = text;
        this.repairs = repairs;
        entity = ENTITY.matcher(text);
        repaired = new StringBuilder(text.length() + 16);
    }

    /** The document, repaired; one with a document type is refused before any parser sees it. */
    static String repair(String document, Set<Repair> repairs) throws ManscdpException {
        String legal = XmlCharacters.legal(document);
        if (legal.length() != document.length()) {
            repairs.add(Repair.CONTROL_CHARACTERS);
        }
        // after the removal above: a NUL must not hide it
        int declaration = legal.indexOf("<!");
        if (declaration >= 0 && DTD.matcher(legal).find(declaration)) {
            throw new ManscdpException(ManscdpException.Kind.DOCTYPE, "document types and entities are refused");
        }
        return new XmlRepair(legal, repairs).run();
    }

    private String run() {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '&' -> ampersand();
                case '<' -> lessThan();
                default -> plainText();
            }
        }
        return repaired.toString();
    }

    private void plainText() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '&' && text.charAt(at) != '<') {
            at++;
        }
        repaired.append(text, start, at);
    }

    private void ampersand() {
        if (!entity.region(at, text.length()).lookingAt()) {
            repairs.add(Repair.BARE_AMPERSAND);
            repaired.append(BARE_AMPERSAND);
            at++;
            return;
        }
        if (refersToLegal(entity)) {
            repaired.append(text, at, entity.end());
        } else {
            repairs.add(Repair.CONTROL_CHARACTERS);
        }
        at = entity.end();
    }

    private static boolean refersToLegal(Matcher entity) {
        String decimal = entity.group("decimal");
        String hex = entity.group("hex");
        if (decimal != null) {
            return XmlCharacters.isLegal(Integer.parseInt(decimal));
        }
        return hex == null || XmlCharacters.isLegal(Integer.parseInt(hex, 16));
    }

    private void lessThan() {
        if (text.startsWith("<!--", at)) {
            copyThrough("-->");
        } else if (text.startsWith("<![CDATA[", at)) {
            copyThrough("]]>");
        } else if (text.startsWith("<?", at)) {
            copyThrough("?>");
        } else {
            int end = tagEnd();
            if (end < 0) {
                repairs.add(Repair.BARE_LESS_THAN);
                repaired.append(BARE_LESS_THAN);
                at++;
            } else {
                tag(end);
            }
        }
    }

    private void copyThrough(String terminator) {
        int found = text.indexOf(terminator, at);
        int end = found < 0 ? text.length() : found + terminator.length();
        repaired.append(text, at, end);
        at = end;
    }

    /**
     * Where the tag that may begin here ends, its {@code >}; negative when this is no tag: names of MANSCDP elements are
     * ASCII, so {@code <测试>} is part of the name of a place.
     */
    private int tagEnd() {
        int name = text.startsWith("</", at) ? at + 2 : at + 1;
        if (name >= text.length() || !XmlNames.isNameStart(text.charAt(name))) {
            return -1;
        }
        int nameEnd = name;
        while (nameEnd < text.length() && XmlNames.isNameCharacter(text.charAt(nameEnd))) {
            nameEnd++;
        }
        if (nameEnd < text.length() && text.charAt(nameEnd) > 0x7f) {
            return -1;
        }
        char quote = 0;
        for (int i = nameEnd; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<') {
                return -1;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i;
            }
        }
        return -1;
    }

    /** Copies a tag; what follows an equals sign gets quotes if it has none. */
    private void tag(int end) {
        while (at <= end) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                quoted(c, end);
            } else {
                repaired.append(c);
                at++;
                if (c == '=') {
                    bareValue(end);
                }
            }
        }
    }

    private void quoted(char quote, int end) {
        repaired.append(quote);
        at++;
        while (at < end && text.charAt(at) != quote) {
            if (text.charAt(at) == '&') {
                ampersand();
            } else {
                repaired.append(text.charAt(at++));
            }
        }
        repaired.append(quote);
        at++;
    }

    private void bareValue(int end) {
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        Matcher value = BARE_VALUE.matcher(text).region(at, end);
        if (value.lookingAt()) {
            repairs.add(Repair.BARE_ATTRIBUTE);
            repaired.append('"')
                    .append(value.group().replace("&", BARE_AMPERSAND))
                    .append('"');
            at = value.end();
        }
    }
}
