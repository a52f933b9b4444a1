package cascade.config.read;

import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strict reading of passwords: HOCON takes {@code abc#123} and {@code abc//123} for {@code abc} and a comment, and leaves
 * single quotes in the text. Neither is what anybody means in a password. Looks at the line as it was written.
 */
final class SecretText {

    private static final Pattern PASSWORD = Pattern.compile("\\bpassword\"?\\s*[:=]\\s*(.*)");
    private static final Pattern ANY_KEY = Pattern.compile("[:=]\\s*(.*)");
    private static final Pattern SUBSTITUTIONS = Pattern.compile("(\\$\\{[^}]*}\\s*)+");

    /** The unquoted text up to what ends it; a comment has space before it. */
    private static final Pattern UNQUOTED = Pattern.compile("[^,}\\]\"\\s]*");

    private SecretText() {}

    static void check(KeyPath path, Problems problems) {
        problems.line(path)
                .flatMap(SecretText::wrong)
                .ifPresent(wrong -> problems.add(
                        path, wrong, "double quotes around a password that is more than letters and digits"));
    }

    /** What is wrong with the password of that line, in words that do not repeat it. */
    static Optional<String> wrong(String line) {
        Matcher password = PASSWORD.matcher(line);
        Matcher any = ANY_KEY.matcher(line);
        String written = password.find() ? password.group(1) : any.find() ? any.group(1) : "";
        Matcher substitutions = SUBSTITUTIONS.matcher(written);
        if (substitutions.lookingAt()) {
            boolean spaced = Character.isWhitespace(written.charAt(substitutions.end() - 1));
            written = spaced ? "" : written.substring(substitutions.end());
        }
        Matcher unquoted = UNQUOTED.matcher(written);
        String text = unquoted.lookingAt() ? unquoted.group() : "";
        if (text.contains("#") || text.contains("//")) {
            return Optional.of("has # or // without quotes, which begins a comment");
        }
        return text.contains("'") ? Optional.of("has single quotes, which are no quotes here") : Optional.empty();
    }
}
