package cascade.gateway.sip.auth;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a digest header, {@code Digest name="value", name=value}: any case, any order, quoted or not, since
 * products quote {@code nc} and leave {@code realm} bare. Values stay as they stand between the quotes, because that is
 * what the other side put into its hash.
 */
final class AuthParams {
    private static final String SCHEME = "digest";

    private final Map<String, String> values;

    private AuthParams(Map<String, String> values) {
        this.values = values;
    }

    /** Whether the header is of our scheme; others are answered by a challenge for ours. */
    static boolean isDigest(String header) {
        String text = header.strip();
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (text.length() == SCHEME.length() || Character.isWhitespace(text.charAt(SCHEME.length())));
    }

    static AuthParams parse(String header) throws DigestFormatException {
        String text = header.strip();
        int schemeEnd = 0;
        while (schemeEnd < text.length() && !Character.isWhitespace(text.charAt(schemeEnd))) {
            schemeEnd++;
        }
        if (!text.substring(0, schemeEnd).toLowerCase(Locale.ROOT).equals(SCHEME)) {
            throw new DigestFormatException("scheme: unknown (expected: Digest)");
        }
        return new AuthParams(new Scanner(text, schemeEnd).all());
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String need(String name) throws DigestFormatException {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new DigestFormatException(name + ": missing");
        }
        return value;
    }

    DigestAlgorithm algorithm() throws DigestFormatException {
        return DigestAlgorithm.of(find("algorithm"));
    }

    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text, int at) {
            this.text = text;
            this.at = at;
        }

        Map<String, String> all() throws DigestFormatException {
            var values = new HashMap<String, String>();
            for (skipSeparators(); at < text.length(); skipSeparators()) {
                String name = name();
                if (values.put(name, value(name)) != null) {
                    throw new DigestFormatException(name + ": more than once");
                }
            }
            return values;
        }

        private void skipSeparators() {
            while (at < text.length() && (text.charAt(at) == ',' || Character.isWhitespace(text.charAt(at)))) {
                at++;
            }
        }

        private String name() throws DigestFormatException {
            int start = at;
            while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ',') {
                at++;
            }
            String name = text.substring(start, at).strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || !name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-')) {
                throw new DigestFormatException("a parameter without a valid name");
            }
            if (at >= text.length() || text.charAt(at) != '=') {
                throw new DigestFormatException(name + ": no value, the header seems cut short");
            }
            at++;
            return name;
        }

        private String value(String name) throws DigestFormatException {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '"') {
                return quoted(name);
            }
            int start = at;
            while (at < text.length() && text.charAt(at) != ',') {
                at++;
            }
            return text.substring(start, at).strip();
        }

        private String quoted(String name) throws DigestFormatException {
            int start = ++at;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            if (at >= text.length()) {
                throw new DigestFormatException(name + ": no closing quote, the header seems cut short");
            }
            return text.substring(start, at++);
        }
    }
}
