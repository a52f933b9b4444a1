package cascade.config.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hints for syntax mistakes that the parser tells of in its own terms, or far from where they are. Never repeats a
 * line.
 */
final class SyntaxHints {

    /** @param line from 1 */
    record Hint(int line, String wrong, String expected) {}

    private static final Pattern QUOTED = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)(#|//).*$");
    private static final Pattern SWALLOWED = Pattern.compile("[^\\s#/](#|//).*[}\\])]");
    private static final Pattern FULL_WIDTH =
            Pattern.compile("[\uff1a\uff1d\uff0c\uff1b\uff5b\uff5d\u201c\u201d\u3000]");

    /** The parser may notice a line or two later. */
    private static final int REACH = 2;

    private SyntaxHints() {}

    /** What is wrong at the line that the parser names, or shortly before it. */
    static Optional<Hint> near(List<String> lines, int line) {
        for (int number = Math.min(line, lines.size()); number >= Math.max(1, line - REACH); number--) {
            Optional<Hint> hint = of(number, bare(lines.get(number - 1)));
            if (hint.isPresent()) {
                return hint;
            }
        }
        return Optional.empty();
    }

    /** Where a file that ends too early lost its brace: in a comment that was meant as text, else where it was opened. */
    static Optional<Hint> unclosed(List<String> lines) {
        for (int number = 1; number <= lines.size(); number++) {
            if (SWALLOWED.matcher(quotesRemoved(lines.get(number - 1))).find()) {
                return Optional.of(new Hint(
                        number,
                        "# or // begins a comment here, so what closes the section on this line is not seen",
                        "double quotes around text that has # or //"));
            }
        }
        return lastOpen(lines)
                .map(number -> new Hint(
                        number, "what is opened here is still open at the end of the file", "a } or ] for it"));
    }

    private static Optional<Hint> of(int number, String line) {
        if (line.contains("/*") || line.contains("*/")) {
            return Optional.of(new Hint(number, "/* */ is no comment here", "# or // before a comment"));
        }
        Matcher fullWidth = FULL_WIDTH.matcher(line);
        if (fullWidth.find()) {
            String sign = "a full-width " + fullWidth.group() + " (U+"
                    + Integer.toHexString(line.codePointAt(fullWidth.start())).toUpperCase(Locale.ROOT) + ")";
            return Optional.of(
                    new Hint(number, "has " + sign, "the sign of a Latin keyboard, such as : = , { } or \""));
        }
        if (line.strip().startsWith("- ")) {
            return Optional.of(new Hint(number, "a list is not written with -", "a list [ ... ]"));
        }
        if (line.contains(";")) {
            return Optional.of(new Hint(number, "; ends nothing here", "a new line or a comma"));
        }
        return Optional.empty();
    }

    /** The line of the innermost bracket that is still open at the end. */
    private static Optional<Integer> lastOpen(List<String> lines) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int number = 1; number <= lines.size(); number++) {
            for (char sign : bare(lines.get(number - 1)).toCharArray()) {
                if (sign == '{' || sign == '[') {
                    open.push(number);
                } else if ((sign == '}' || sign == ']') && !open.isEmpty()) {
                    open.pop();
                }
            }
        }
        return Optional.ofNullable(open.peek());
    }

    /** A line without what is in quotes and in comments. */
    private static String bare(String line) {
        return COMMENT.matcher(quotesRemoved(line)).replaceAll("");
    }

    private static String quotesRemoved(String line) {
        return QUOTED.matcher(line).replaceAll("\"\"");
    }
}
