package cascade.gateway.gb.manscdp;

/**
 * Limits of a peer's XML, beyond which it is refused.
 *
 * @param maxBodyBytes bytes of a body
 * @param maxDepth elements inside one another
 * @param maxTextChars characters in one element's text, or in one attribute
 * @param maxItems {@code Item} elements in one message
 */
public record XmlLimits(int maxBodyBytes, int maxDepth, int maxTextChars, int maxItems) {
    public static final XmlLimits DEFAULTS = new XmlLimits(256 * 1024, 16, 4 * 1024, 1_000);

    public XmlLimits {
        requirePositive("max body bytes", maxBodyBytes);
        requirePositive("max depth", maxDepth);
        requirePositive("max text chars", maxTextChars);
        requirePositive("max items", maxItems);
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: above 0)");
        }
    }
}
