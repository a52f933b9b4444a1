package cascade.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.FieldReport;
import cascade.config.LoadResult;
import cascade.config.LoadResult.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of {@code doubtful/} is taken, with the warnings that {@code expected.txt} beside it lists. */
class DoubtfulConfigurationTest {

    private static final Path DOUBTFUL = Path.of("src/test/resources/doubtful");

    static Stream<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(DOUBTFUL)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    @FieldReport("operator 5")
    @FieldReport(value = "operator 21", part = "a warning for permissions of what is not relayed")
    void isTakenWithItsWarnings(String name) throws IOException {
        Path folder = DOUBTFUL.resolve(name);

        assertThat(warnings(folder)).containsExactlyElementsOf(Files.readAllLines(folder.resolve("expected.txt")));
    }

    @Test
    void theDemoLeavesNoDoubt() {
        assertThat(warnings(Path.of("examples/demo"))).isEmpty();
    }

    private static List<String> warnings(Path folder) {
        LoadResult result = ConfigLoader.load(folder);
        assertThat(result).isInstanceOf(Loaded.class);
        return ((Loaded) result)
                .warnings().stream()
                        .map(warning -> warning.toString().replace(folder + "/", ""))
                        .toList();
    }
}
