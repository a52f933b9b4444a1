package cascade.gateway.field;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.book.BookPage;
import cascade.gateway.book.BookRow;
import cascade.gateway.book.HoldingTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps {@code gateway/docs/field.md} true; {@code -Dfield.write=true} writes it. */
class FieldPageTest {

    private static final String HEAD = """
            # Reports from the field, and the tests that hold them

            What people who run such platforms, relays and B2BUAs report was tried on the gateway in November 2026, as were live WVP
            platforms on both sides, load, faults, hostile input and an operator's first weeks. Each row is a kind of fault that was
            found. A row with tests and nothing else is mended and cannot come back unseen; what no test holds is said behind **open**
            or **by design**.

            Written from `@FieldReport` on the tests and `src/test/resources/field/rows.txt` by `make field`; `FieldPageTest` fails
            where this page says something else. COUNTS
            """;

    private static final Path PAGE = Path.of("docs/field.md");
    private static final Path ROWS = Path.of("src/test/resources/field/rows.txt");
    private static final List<Path> SOURCES = List.of(
            Path.of("src/test/java"),
            Path.of("../cascade-config/src/test/java"),
            Path.of("../monitoring/src/test/java"));

    private static List<BookRow> rows;
    private static List<HoldingTest> tests;
    private static BookPage page;

    @BeforeAll
    static void read() throws IOException {
        rows = BookRow.read(ROWS);
        tests = HoldingTest.below(SOURCES, "FieldReport");
        page = new BookPage(HEAD, "| row | kind of fault | held by |", rows, tests);
    }

    @Test
    void noRowIsListedTwice() {
        assertThat(rows).extracting(BookRow::id).doesNotHaveDuplicates();
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
                .extracting(BookRow::id)
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
