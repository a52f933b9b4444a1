package cascade.gateway.gb.manscdp;

/** Characters that XML 1.0 allows: section 2.2. */
final class XmlCharacters {
    private XmlCharacters() {}

    static boolean isLegal(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || (codePoint >= 0x20 && codePoint <= 0xD7FF)
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
                || (codePoint >= 0x10000 && codePoint <= 0x10FFFF);
    }

    /** The text without what XML forbids, lone surrogates among it; the same object when there is nothing to remove. */
    static String legal(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!isLegal(text.codePointAt(i))) {
                return text.codePoints()
                        .filter(XmlCharacters::isLegal)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }
}
