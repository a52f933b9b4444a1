package cascade.gateway.field;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** {@code gateway/docs/field.md}: each row, and the tests that hold it or why none does. */
final class FieldPage {

    private static final String HEAD = """
            # Reports from the field, and the tests that hold them

            What people who run such platforms, relays and B2BUAs report was tried on the gateway in November 2026, as were live WVP
            platforms on both sides, load, faults, hostile input and an operator's first weeks. Each row is a kind of fault that was
            found. A row with tests and nothing else is mended and cannot come back unseen; what no test holds is said behind **open**
            or **by design**.

            Written from `@FieldReport` on the tests and `src/test/resources/field/rows.txt` by `make field`; `FieldPageTest` fails
            where this page says something else. COUNTS
            """;

    private final List<FieldRow> rows;
    private final List<HoldingTest> tests;

    FieldPage(List<FieldRow> rows, List<HoldingTest> tests) {
        this.rows = rows;
        this.tests = tests;
    }

    List<HoldingTest> holding(FieldRow row) {
        return tests.stream().filter(test -> test.row().equals(row.id())).toList();
    }

    String text() {
        var text = new StringBuilder(HEAD.replace("COUNTS", counts()));
        String page = "";
        for (FieldRow row : rows) {
            if (!row.page().equals(page)) {
                page = row.page();
                text.append("%n## %s%n%n| row | kind of fault | held by |%n| --- | --- | --- |%n".formatted(page));
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

    private String heldBy(FieldRow row) {
        String held = holding(row).stream().map(FieldPage::link).collect(Collectors.joining("<br>"));
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
