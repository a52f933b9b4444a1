package cascade.gateway.bench.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results as Markdown, printed as they come. */
public final class SipReport {

    private final StringBuilder text = new StringBuilder();
    private final List<String> afterTable = new ArrayList<>();

    public void line(String line) {
        text.append(line).append('\n');
        System.out.println(line);
    }

    public void heading(String title) {
        endTable();
        line("");
        line("### " + title);
        line("");
    }

    /** A remark that would break the table; it follows when the table has ended. */
    void afterTable(String remark) {
        afterTable.add(remark);
    }

    private void endTable() {
        if (!afterTable.isEmpty()) {
            line("");
            afterTable.forEach(this::line);
            afterTable.clear();
        }
    }

    /** The first column is text, the others are numbers. */
    public void header(List<String> columns) {
        row(columns);
        line("| --- |" + " ---: |".repeat(columns.size() - 1));
    }

    public void row(List<String> cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    public String text() {
        endTable();
        return text.toString();
    }

    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    public static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,.0f", value);
    }

    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    /** Microseconds as milliseconds; half a second is the most that is told apart. */
    public static String millis(double micros) {
        if (Double.isNaN(micros)) {
            return "-";
        }
        return micros >= 499_999 ? ">= 500" : String.format(Locale.ROOT, "%.1f", micros / 1_000);
    }
}
