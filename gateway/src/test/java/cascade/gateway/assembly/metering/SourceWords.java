package cascade.gateway.assembly.metering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words that the sources give to a label where no public enum names them. */
final class SourceWords {

    private static final Path SOURCES = Path.of("src/main/java/cascade/gateway");
    private static final List<Pattern> REJECTED = List.of(
            Pattern.compile("rejected\\([^;\"]*\"([a-z-]+)\""),
            Pattern.compile("problems\\(?\\)?\\s*\\.note\\([^;\"]*?\"([a-z-]+)\","),
            Pattern.compile("refuse\\(transaction, \"([a-z-]+)\", \\d"),
            Pattern.compile("-> \"([a-z]+-[a-z]+)\";"),
            Pattern.compile("LABEL = \"([a-z-]+)\""));
    private static final Pattern CONSTANT_WITH_LABEL = Pattern.compile("(?m)^ +[A-Z_]+\\(\"([a-z-]+)\"\\)");
    private static final Pattern CONSTANT = Pattern.compile("(?m)^    ([A-Z_]+)[,;]");

    private SourceWords() {}

    /** Kinds of {@code cascade_sip_rejected_total} that are literals, or labels of constants that others do not see. */
    static Set<String> rejected() throws IOException {
        Set<String> words = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/simulator/"))
                    .map(SourceWords::read)
                    .filter(text -> text.contains("rejected(") || text.contains(".note(") || text.contains("LABEL"))
                    .forEach(text -> REJECTED.forEach(pattern -> addAll(words, pattern, text)));
        }
        addAll(words, CONSTANT_WITH_LABEL, read(SOURCES.resolve("catalog/context/CatalogProblem.java")));
        addAll(words, CONSTANT_WITH_LABEL, read(SOURCES.resolve("sip/endpoint/UasDispatch.java")));
        addAll(words, REJECTED.get(3), read(SOURCES.resolve("command/DirectAnswers.java")));
        return words;
    }

    /** The constants of an enum, as labels. */
    static List<String> constants(String file) throws IOException {
        return CONSTANT.matcher(read(SOURCES.resolve(file)))
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static void addAll(Set<String> words, Pattern pattern, String text) {
        pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(word -> word.matches("[a-z].*[a-z]"))
                .forEach(words::add);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
