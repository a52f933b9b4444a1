package cascade.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.FieldReport;
import cascade.config.LoadResult;
import cascade.config.LoadResult.Faulty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of {@code faulty/} is a configuration with the problems that {@code expected.txt} beside it lists. */
class FaultyConfigurationTest {

    private static final Path FAULTY = Path.of("src/test/resources/faulty");

    static Stream<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(FAULTY)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    @FieldReport(value = "operator 4", part = "through check")
    @FieldReport(value = "operator 6", part = "each form")
    void tellsEveryProblemWithItsPlaceAndWhatIsExpected(String name) throws IOException {
        Path folder = FAULTY.resolve(name);

        LoadResult result = ConfigLoader.load(folder);

        assertThat(result).isInstanceOf(Faulty.class);
        List<String> lines = ((Faulty) result)
                .problems().stream()
                        .map(problem -> problem.toString().replace(folder + "/", ""))
                        .toList();
        assertThat(lines).containsExactlyElementsOf(Files.readAllLines(folder.resolve("expected.txt")));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void neverRepeatsAPassword(String name) {
        LoadResult result = ConfigLoader.load(FAULTY.resolve(name));

        assertThat(result.toString()).doesNotContain("hunter2");
    }
}
