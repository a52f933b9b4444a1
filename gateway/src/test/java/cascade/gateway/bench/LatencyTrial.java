package cascade.gateway.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How long packets take through each relay, from the camera's stamp to the kernel's at the sink. */
record LatencyTrial(String id, String title, boolean inQuickRun, Load load, List<Contender> contenders)
        implements Trial {

    @Override
    public void run(Field field, Options options, Report report) throws Exception {
        report.heading(title + " (`" + id + "`)");
        List<Contender> present = field.present(contenders);
        Map<Contender, List<Measured>> results = new EnumMap<>(Contender.class);
        Map<Contender, Session> sessions = new EnumMap<>(Contender.class);
        try {
            for (Contender contender : present) {
                Session session = field.session(contender, load, true);
                sessions.put(contender, session);
                session.run(options.warmUpMillis(contender), options.levelOutMillis());
            }
            for (int i = 0; i < options.repetitions(); i++) {
                for (Contender contender : present) {
                    Measured run = sessions.get(contender).run(options.levelOutMillis(), options.windowMillis());
                    results.computeIfAbsent(contender, ignored -> new ArrayList<>())
                            .add(run);
                }
            }
        } finally {
            for (Session session : sessions.values()) {
                session.close();
            }
        }
        List<List<String>> rows = new ArrayList<>();
        results.forEach((contender, runs) -> {
            double p99 = median(runs, Measured::p99Micros);
            report.figure(id, contender, p99);
            rows.add(Report.row(
                    contender.title,
                    Report.number("%.0f", median(runs, Measured::p50Micros)),
                    Report.number("%.0f", p99),
                    Report.number("%.0f", median(runs, Measured::p999Micros)),
                    Report.number("%.3f %%", 100.0 * Measured.lost(runs) / Math.max(1, Measured.expected(runs)))));
        });
        report.table(List.of("relay", "p50 us", "p99 us", "p99.9 us", "lost"), rows);
    }

    private static double median(List<Measured> runs, ToDoubleFunction<Measured> of) {
        double[] sorted = runs.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
