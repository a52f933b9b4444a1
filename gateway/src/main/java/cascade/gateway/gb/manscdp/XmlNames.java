package cascade.gateway.gb.manscdp;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Element and attribute names that MANSCDP can carry: ASCII, without a namespace prefix. The standard has no namespaces, so
 * a prefix that one platform declares is unbound, and no XML any more, in what another platform is sent.
 */
final class XmlNames {
    private static final Pattern LOCAL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]*");

    private XmlNames() {}

    /** The prefix with its colon, empty where the name has none. */
    static String prefix(String name) {
        return name.substring(0, name.lastIndexOf(':') + 1);
    }

    /** The name without its prefix; empty when that is no name that can be written. */
    static Optional<String> local(String name) {
        String local = name.substring(prefix(name).length());
        return LOCAL_NAME.matcher(local).matches() ? Optional.of(local) : Optional.empty();
    }

    /** Whether an attribute only declares a namespace. */
    static boolean isDeclaration(String attribute) {
        return attribute.equals("xmlns") || attribute.startsWith("xmlns:");
    }

    /** Whether the character may stand in the name of a tag. */
    static boolean isNameCharacter(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }

    /** Whether a name may begin with the character. */
    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
    }
}
