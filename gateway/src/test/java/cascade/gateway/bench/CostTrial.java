package cascade.gateway.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a packet costs each contender under one load. All are open at once and run in turn, again and again, so that
 * what else the machine does meets all alike.
 */
record CostTrial(String id, String title, boolean inQuickRun, Load load, List<Contender> contenders) implements Trial {

    private static final List<String> HEADER = List.of(
            "relay",
            "us a packet",
            "min - max",
            "of rtpengine",
            "of C alike",
            "lost",
            "cores",
            "garbage B",
            "p50 us",
            "p99 us");
    /** Above it a relay has not done the work that its cost is about. */
    private static final double MOST_LOST = 0.01;

    @Override
    public void run(Field field, Options options, Report report) throws Exception {
        report.heading(title + " (`" + id + "`)");
        Map<Contender, List<Measured>> results = measure(field, options, report);
        List<List<String>> rows = new ArrayList<>();
        results.forEach((contender, runs) -> rows.add(row(contender, runs, results, report)));
        report.table(HEADER, rows);
    }

    private Map<Contender, List<Measured>> measure(Field field, Options options, Report report) throws Exception {
        Map<Contender, Session> sessions = new EnumMap<>(Contender.class);
        Map<Contender, List<Measured>> results = new EnumMap<>(Contender.class);
        try {
            for (Contender contender : field.present(contenders)) {
                try {
                    sessions.put(contender, field.session(contender, load, false));
                } catch (Relay.NotOffered e) {
                    report.line("Left out: " + contender.title + " does not do this.");
                }
            }
            for (Map.Entry<Contender, Session> entry : sessions.entrySet()) {
                entry.getValue().run(options.warmUpMillis(entry.getKey()), options.levelOutMillis());
            }
            for (int i = 0; i < options.repetitions(); i++) {
                for (Map.Entry<Contender, Session> entry : sessions.entrySet()) {
                    Measured run = entry.getValue().run(options.levelOutMillis(), options.windowMillis());
                    results.computeIfAbsent(entry.getKey(), ignored -> new ArrayList<>())
                            .add(run);
                }
            }
        } finally {
            for (Session session : sessions.values()) {
                session.close();
            }
        }
        return results;
    }

    private List<String> row(
            Contender contender, List<Measured> runs, Map<Contender, List<Measured>> results, Report report) {
        Measured median = Measured.median(runs);
        double lost = (double) Measured.lost(runs) / Math.max(1, Measured.expected(runs));
        report.figure(id, contender, lost > MOST_LOST ? Double.NaN : median.cpuMicros());
        report.figure(id + " lost", contender, lost);
        if (!Double.isNaN(median.garbage())) {
            report.figure(id + " garbage", contender, median.garbage());
        }
        double least = runs.stream().mapToDouble(Measured::cpuMicros).min().orElseThrow();
        double most = runs.stream().mapToDouble(Measured::cpuMicros).max().orElseThrow();
        long wrong = runs.stream().mapToLong(Measured::wrong).sum();
        double others = runs.stream().mapToDouble(Measured::othersCores).max().orElseThrow();
        return Report.row(
                contender.title
                        + (wrong > 0 ? " (" + wrong + " out of place)" : "")
                        + (others > 0.1 ? " (others used %.0f %% of its core)".formatted(100 * others) : ""),
                Report.number("%.2f", median.cpuMicros()),
                Report.number("%.2f", least) + " - " + Report.number("%.2f", most),
                ratio(contender, median, Contender.RTPENGINE, results),
                ratio(contender, median, contender.sameTechnique(load), results),
                Report.number("%.3f %%", 100 * lost),
                Report.number("%.2f", median.cores()),
                Report.number("%.1f", median.garbage()),
                Report.number("%.0f", median.p50Micros()),
                Report.number("%.0f", median.p99Micros()));
    }

    private static String ratio(
            Contender contender, Measured median, @Nullable Contender to, Map<Contender, List<Measured>> results) {
        List<Measured> others = to == null || contender == to ? null : results.get(to);
        if (others == null || (double) Measured.lost(others) / Math.max(1, Measured.expected(others)) > MOST_LOST) {
            return "-";
        }
        return Report.number(
                "%.2f", median.cpuMicros() / Measured.median(others).cpuMicros());
    }
}
