package cascade.monitoring.board;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.monitoring.MonitoringFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Keeps {@code grafana/dashboards} true; {@code -Dboards.write=true} writes them. */
class BoardsTest {

    private static final Path FOLDER = MonitoringFiles.FOLDER.resolve("grafana/dashboards");

    static final List<Board> ALL = Boards.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void theFileIsWhatTheBoardSays(Board board) throws IOException {
        Path file = FOLDER.resolve(board.name().file() + ".json");
        String text = board.json();
        if (Boolean.getBoolean("boards.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(file).as("`make boards` writes it (-Dboards.write=true)").hasContent(text);
    }

    @Test
    void thereIsNoFileWithoutABoard() {
        assertThat(MonitoringFiles.list("grafana/dashboards"))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(Boards.ALL.stream()
                        .map(board -> board.name().file() + ".json")
                        .toList());
    }
}
