package cascade.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of keys in {@code gateway/docs/logging.md} to the sources: searches and alerts are written over keys. */
class LogKeysTest {

    private static final Pattern WRITTEN = Pattern.compile("addKeyValue\\(\\s*\"([A-Za-z]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*) \\|");
    private static final Pattern WORD = Pattern.compile("`([A-Za-z]+)`");
    /** Of a part that stands in a file of its own. */
    private static final Set<String> WRITTEN_OTHERWISE = Set.of("dropped");

    @Test
    void everyKeyIsInTheTableAndEveryRowIsWrittenSomewhere() throws IOException {
        Set<String> written = new TreeSet<>(WRITTEN_OTHERWISE);
        for (String module : new String[] {"src/main/java", "../cascade-config/src/main/java"}) {
            try (Stream<Path> files = Files.walk(Path.of(module))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(LogKeysTest::read)
                        .flatMap(text -> WRITTEN.matcher(text).results())
                        .forEach(found -> written.add(found.group(1)));
            }
        }
        Set<String> rows = new TreeSet<>();
        ROW.matcher(read(Path.of("docs/logging.md")))
                .results()
                .flatMap(row -> WORD.matcher(row.group(1)).results())
                .forEach(word -> rows.add(word.group(1)));

        assertThat(rows).isEqualTo(written);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
