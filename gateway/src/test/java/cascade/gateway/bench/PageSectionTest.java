package cascade.gateway.bench;

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

    @TempDir
    Path folder;

    @Test
    void aPageThatIsNotThereIsFoundOutBeforeAnythingIsMeasured() {
        assertThatThrownBy(() -> PageSection.of(folder.resolve("performence.md")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("performence.md");
    }

    @Test
    void aPageWithoutMarksToo() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "# Figures\n" + PageSection.END + "\n");
        assertThatThrownBy(() -> PageSection.of(page)).hasMessageContaining(PageSection.BEGIN);
    }

    @Test
    void whatIsBetweenTheMarksIsReplacedAndNothingElse() throws IOException {
        Path page = Files.writeString(
                folder.resolve("page.md"), "before\n" + PageSection.BEGIN + "\nold\n" + PageSection.END + "\nafter\n");
        PageSection.of(page).write("new\n");
        assertThat(page).hasContent("before\n" + PageSection.BEGIN + "\n\nnew\n\n" + PageSection.END + "\nafter\n");
    }
}
