package cascade.gateway.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The results as Markdown, printed as they come; and the figures that goals are asked of. */
final class Report {

    private final StringBuilder text = new StringBuilder();
    private final Map<String, Double> figures = new HashMap<>();

    void line(String line) {
        text.append(line).append('\n');
        System.out.println(line);
    }

    void heading(String title) {
        line("");
        line("### " + title);
        line("");
    }

    /** The first column is text, the others are numbers. Nothing, when there are no rows. */
    void table(List<String> header, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        line("| " + String.join(" | ", header) + " |");
        line("| --- |" + " ---: |".repeat(header.size() - 1));
        rows.forEach(row -> line("| " + String.join(" | ", row) + " |"));
    }

    void figure(String what, Contender contender, double value) {
        figures.put(key(what, contender), value);
    }

    OptionalDouble figure(String what, Contender contender) {
        Double value = figures.get(key(what, contender));
        return value == null || value.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static String key(String what, Contender contender) {
        return what + "/" + contender;
    }

    String text() {
        return text.toString();
    }

    static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    static List<String> row(String... cells) {
        return new ArrayList<>(List.of(cells));
    }
}
