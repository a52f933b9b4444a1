package cascade.gateway.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.field.FieldReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FieldReport("load 21")
class PageSectionTest {

    private static final String BEGIN = "<!-- bench-sip: begin -->";
    private static final String END = "<!-- bench-sip: end -->";

    @TempDir
    Path folder;

    @Test
    void aPageThatIsNotThereIsFoundOutBeforeAnythingIsMeasured() {
        assertThatThrownBy(() -> PageSection.of(folder.resolve("performence.md"), "bench-sip"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("performence.md");
    }

    @Test
    void aPageWithoutMarksToo() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "# Figures\n" + END + "\n");
        assertThatThrownBy(() -> PageSection.of(page, "bench-sip")).hasMessageContaining(BEGIN);
    }

    @Test
    void whatIsBetweenTheMarksIsReplacedAndNothingElse() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "before\n" + BEGIN + "\nold\n" + END + "\nafter\n");
        PageSection.of(page, "bench-sip").write("new\n");
        assertThat(page).hasContent("before\n" + BEGIN + "\n\nnew\n\n" + END + "\nafter\n");
    }
}
