package cascade.gateway.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** Result of the demo: one line a claim. */
public final class Verdict {

    private final List<String> lines = new ArrayList<>();
    private boolean passed = true;

    /** Notes a claim and whether it held; {@code detail} is its evidence. */
    void claim(boolean holds, String what, String detail) {
        passed &= holds;
        lines.add(line(holds ? "PASS" : "FAIL", what, detail));
    }

    /** Notes a claim that could not be tried. */
    void untried(String what, String why) {
        lines.add(line("----", what, why));
    }

    private static String line(String mark, String what, String detail) {
        return "%s  %-13s %s".formatted(mark, what, detail);
    }

    public boolean passed() {
        return passed;
    }

    /** The lines to print, the last one the sum. */
    public List<String> lines() {
        var all = new ArrayList<>(lines);
        all.add("VERDICT " + (passed ? "PASS" : "FAIL"));
        return all;
    }
}
