package cascade.gateway.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps {@code gateway/docs/field.md} true; {@code -Dfield.write=true} writes it. */
class FieldPageTest {

    private static final Path PAGE = Path.of("docs/field.md");
    private static final Path ROWS = Path.of("src/test/resources/field/rows.txt");
    private static final List<Path> SOURCES = List.of(
            Path.of("src/test/java"),
            Path.of("../cascade-config/src/test/java"),
            Path.of("../monitoring/src/test/java"));

    private static List<FieldRow> rows;
    private static List<HoldingTest> tests;
    private static FieldPage page;

    @BeforeAll
    static void read() throws IOException {
        rows = FieldRow.read(ROWS);
        tests = HoldingTest.below(SOURCES);
        page = new FieldPage(rows, tests);
    }

    @Test
    void noRowIsListedTwice() {
        assertThat(rows).extracting(FieldRow::id).doesNotHaveDuplicates();
    }

    @Test
    void everyRowHasATestOrAReason() {
        assertThat(rows)
                .filteredOn(row -> row.rest().isEmpty())
                .allSatisfy(row -> assertThat(page.holding(row)).as(row.id()).isNotEmpty());
    }

    @Test
    void everyReportThatATestNamesIsARow() {
        assertThat(rows)
                .extracting(FieldRow::id)
                .containsAll(tests.stream().map(HoldingTest::row).toList());
    }

    @Test
    void thePageIsWhatRowsAndTestsSay() throws IOException {
        if (Boolean.getBoolean("field.write")) {
            Files.writeString(PAGE, page.text());
        }
        assertThat(PAGE).as("`make field` writes it (-Dfield.write=true)").hasContent(page.text());
    }
}
