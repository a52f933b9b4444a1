package cascade.gateway.conformance;

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

/** Keeps {@code gateway/docs/conformance.md} true; {@code -Dconformance.write=true} writes it. */
class ConformancePageTest {

    private static final String HEAD = """
            # Conformance book

            Each clause of GB/T 28181-2016 and -2022 that concerns a platform in a cascade, and each item of the list that an upper
            platform tests before it connects a lower one, with the tests that show it. A clause has the number that both editions
            give it, with its edition in front where only that one has it, and a word behind it where a row is a part of one; what the
            standard spreads over several has a name. What no test shows has a reason behind **open** or **by design**.

            Written from `@Clause` on the tests and `src/test/resources/conformance/clauses.txt` by `make conformance`;
            `ConformancePageTest` fails where this page says something else. COUNTS
            """;

    private static final Path PAGE = Path.of("docs/conformance.md");
    private static final Path CLAUSES = Path.of("src/test/resources/conformance/clauses.txt");
    private static final List<Path> SOURCES = List.of(
            Path.of("src/test/java"),
            Path.of("../cascade-config/src/test/java"),
            Path.of("../monitoring/src/test/java"));

    private static List<BookRow> clauses;
    private static List<HoldingTest> tests;
    private static BookPage page;

    @BeforeAll
    static void read() throws IOException {
        clauses = BookRow.read(CLAUSES);
        tests = HoldingTest.below(SOURCES, "Clause");
        page = new BookPage(HEAD, "| clause | what | shown by |", clauses, tests);
    }

    @Test
    void noClauseIsListedTwice() {
        assertThat(clauses).extracting(BookRow::id).doesNotHaveDuplicates();
    }

    @Test
    void everyClauseHasATestOrAReason() {
        assertThat(clauses)
                .filteredOn(clause -> clause.rest().isEmpty())
                .allSatisfy(clause ->
                        assertThat(page.holding(clause)).as(clause.id()).isNotEmpty());
    }

    @Test
    void everyClauseThatATestNamesIsListed() {
        assertThat(clauses)
                .extracting(BookRow::id)
                .containsAll(tests.stream().map(HoldingTest::row).toList());
    }

    @Test
    void thePageIsWhatClausesAndTestsSay() throws IOException {
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(PAGE, page.text());
        }
        assertThat(PAGE)
                .as("`make conformance` writes it (-Dconformance.write=true)")
                .hasContent(page.text());
    }
}
