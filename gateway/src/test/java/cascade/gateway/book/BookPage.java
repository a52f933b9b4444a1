package cascade.gateway.book;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Page of a book of tests: each row, and the tests that hold it or why none does. */
public final class BookPage {

    private final String head;
    private final String columns;
    private final List<BookRow> rows;
    private final List<HoldingTest> tests;

    /**
     * @param head of the page; its {@code COUNTS} gives way to how many rows are held
     * @param columns titles of the table's
     */
    public BookPage(String head, String columns, List<BookRow> rows, List<HoldingTest> tests) {
        this.head = head;
        this.columns = columns;
        this.rows = rows;
        this.tests = tests;
    }

    public List<HoldingTest> holding(BookRow row) {
        return tests.stream().filter(test -> test.row().equals(row.id())).toList();
    }

    public String text() {
        var text = new StringBuilder(head.replace("COUNTS", counts()));
        String page = "";
        for (BookRow row : rows) {
            if (!row.page().equals(page)) {
                page = row.page();
                text.append("%n## %s%n%n%s%n| --- | --- | --- |%n".formatted(page, columns));
            }
            text.append("| %s | %s | %s |%n".formatted(row.id(), row.what(), heldBy(row)));
        }
        return text.toString();
    }

    private String counts() {
        long held = rows.stream().filter(row -> row.rest().isEmpty()).count();
        long open = rows.stream()
                .filter(row ->
                        row.rest().filter(rest -> rest.startsWith("open")).isPresent())
                .count();
        return "Of %d rows %d are held, %d open in whole or in part, %d otherwise by design."
                .formatted(rows.size(), held, open, rows.size() - held - open);
    }

    private String heldBy(BookRow row) {
        String held = holding(row).stream().map(BookPage::link).collect(Collectors.joining("<br>"));
        String rest = row.rest()
                .map(said -> "**" + said.substring(0, said.indexOf(':')) + "**" + said.substring(said.indexOf(':')))
                .orElse("");
        return held + (held.isEmpty() || rest.isEmpty() ? "" : "<br>") + rest;
    }

    /** Relative to the page. */
    private static String link(HoldingTest test) {
        Path source = test.source().normalize();
        String link = "[%s](%s)".formatted(test.name(), Path.of("..").resolve(source));
        return test.part().isEmpty() ? link : link + ": " + test.part();
    }
}
