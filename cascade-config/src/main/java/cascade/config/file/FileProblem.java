package cascade.config.file;

import cascade.config.ConfigProblem;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Problem of a file that could not be read at all: in the parser's words, unless these might quote a password. */
final class FileProblem {

    private static final String FILE = "file";
    private static final String SYNTAX = "syntax";

    /** What the parser says of a missing brace too. */
    private static final String UNCLOSED = "expecting a close parentheses ')' here, not: end of file";

    /** How many lines above the reported one a broken value may have begun. */
    private static final int REACH = 2;

    private FileProblem() {}

    static ConfigProblem of(Path file, ConfigException failure) {
        if (!Files.isRegularFile(file)) {
            return new ConfigProblem(file.toString(), 1, FILE, "does not exist", "expected a file that can be read");
        }
        Optional<ConfigOrigin> origin = Optional.ofNullable(failure.origin());
        if (failure instanceof ConfigException.IO) {
            return unreadable(file, origin.map(ConfigOrigin::description).orElse(""));
        }
        Path written = origin.map(ConfigOrigin::filename).map(Path::of).orElse(file);
        int line = Math.max(1, origin.map(ConfigOrigin::lineNumber).orElse(1));
        List<String> text = FileLines.of(written);
        boolean unclosed = String.valueOf(failure.getMessage()).contains(UNCLOSED);
        Optional<SyntaxHints.Hint> hint =
                SyntaxHints.near(text, line).or(() -> unclosed ? SyntaxHints.unclosed(text) : Optional.empty());
        if (hint.isPresent()) {
            return new ConfigProblem(
                    written.toString(),
                    hint.get().line(),
                    SYNTAX,
                    hint.get().wrong(),
                    "expected " + hint.get().expected());
        }
        String wrong = mayQuoteSecret(written, line)
                ? "not HOCON, and not repeated here because a password is near"
                : words(failure, origin);
        return new ConfigProblem(
                written.toString(),
                line,
                SYNTAX,
                wrong,
                "expected HOCON, with double quotes around text that has special characters");
    }

    /** The file itself, or one that it says it must include. */
    private static ConfigProblem unreadable(Path file, String name) {
        List<String> lines = FileLines.of(file);
        int line = IntStream.range(0, lines.size())
                .filter(index -> !name.isEmpty() && lines.get(index).contains(name))
                .findFirst()
                .orElse(0);
        return new ConfigProblem(
                file.toString(), line + 1, FILE, name + " cannot be read", "expected a file that can be read");
    }

    /** The parser's message without its origin and without its advice, which is about other file formats too. */
    private static String words(ConfigException failure, Optional<ConfigOrigin> origin) {
        String message = String.valueOf(failure.getMessage());
        String prefix = origin.map(place -> place.description() + ": ").orElse("");
        String text = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        if (text.startsWith(UNCLOSED)) {
            return "the file ends although a { or ( is still open";
        }
        int end = Stream.of(" (if you", " Trace:")
                .mapToInt(text::indexOf)
                .filter(index -> index >= 0)
                .min()
                .orElse(text.length());
        return text.substring(0, end).replaceAll("\\s+", " ").replaceAll("\\.$", "");
    }

    private static boolean mayQuoteSecret(Path file, int line) {
        List<String> lines = FileLines.of(file);
        int last = Math.min(line, lines.size());
        return lines.isEmpty()
                || lines.subList(Math.max(0, last - 1 - REACH), last).stream()
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains("password"));
    }
}
