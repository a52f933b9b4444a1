package cascade.gateway.sip.message;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cuts the display name off an address: nothing in GB/T 28181 depends on it, and Chinese names in undeclared charsets are
 * what the grammar trips over most.
 */
final class DisplayName {

    /** Tokens, or a quoted string, of ASCII characters (RFC 3261 section 25.1); control characters only escaped. */
    private static final Pattern BY_THE_GRAMMAR =
            Pattern.compile("[-.!%*_+`'~a-zA-Z0-9 \\t]*|[ \\t]*\"(?:[ -~\\t&&[^\"\\\\]]|\\\\\\p{ASCII})*+\"[ \\t]*");

    private DisplayName() {}

    /** The value from its {@code <} on, or unchanged where it has no display name or more than one address. */
    static String drop(String value, Set<Repair> repairs) throws RefusedException {
        int bracket = openingBracket(value);
        if (bracket <= 0) {
            return value;
        }
        String name = value.substring(0, bracket);
        if (name.indexOf(',') >= 0) {
            return value;
        }
        if (!BY_THE_GRAMMAR.matcher(name).matches()) {
            repairs.add(Repair.DISPLAY_NAME);
        }
        return value.substring(bracket);
    }

    /** Index of the first {@code <} outside quotes, -1 where there is none. */
    private static int openingBracket(String value) throws RefusedException {
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '<' && !quoted) {
                return i;
            }
        }
        if (quoted) {
            throw new RefusedException(Refusal.GRAMMAR, "display name: quote without end");
        }
        return -1;
    }
}
