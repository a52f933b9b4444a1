package cascade.gateway.bench.sip;

import java.util.List;
import java.util.Locale;

/** Results as Markdown, printed as they come. */
final class SipReport {

    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line).append('\n');
        System.out.println(line);
    }

    void heading(String title) {
        line("");
        line("### " + title);
        line("");
    }

    /** The first column is text, the others are numbers. */
    void header(List<String> columns) {
        row(columns);
        line("| --- |" + " ---: |".repeat(columns.size() - 1));
    }

    void row(List<String> cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    String text() {
        return text.toString();
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,.0f", value);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    /** Microseconds as milliseconds; half a second is the most that is told apart. */
    static String millis(double micros) {
        if (Double.isNaN(micros)) {
            return "-";
        }
        return micros >= 499_999 ? ">= 500" : String.format(Locale.ROOT, "%.1f", micros / 1_000);
    }
}
