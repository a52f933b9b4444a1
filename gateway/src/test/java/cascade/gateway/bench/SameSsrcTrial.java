package cascade.gateway.bench;

import java.util.ArrayList;
import java.util.List;

/** What the other SSRC costs: the same load with and without, in turns. */
record SameSsrcTrial(String id, boolean inQuickRun, Load load, List<Contender> contenders) implements Trial {

    @Override
    public void run(Field field, Options options, Report report) throws Exception {
        report.heading("SSRC rewritten or not (`" + id + "`)");
        List<List<String>> rows = new ArrayList<>();
        for (Contender contender : field.present(contenders)) {
            List<Measured> rewritten = new ArrayList<>();
            List<Measured> same = new ArrayList<>();
            for (int i = 0; i < options.repetitions(); i++) {
                rewritten.add(once(field, contender, load, options));
                same.add(once(field, contender, load.withSameSsrc(), options));
            }
            double with = Measured.median(rewritten).cpuMicros();
            double without = Measured.median(same).cpuMicros();
            report.figure(id, contender, with / without);
            rows.add(Report.row(
                    contender.title,
                    Report.number("%.2f", with),
                    Report.number("%.2f", without),
                    Report.number("%.2f", with / without)));
        }
        report.table(List.of("relay", "rewritten, us a packet", "the same", "ratio"), rows);
    }

    private static Measured once(Field field, Contender contender, Load load, Options options) throws Exception {
        try (Session session = field.session(contender, load, false)) {
            return session.run(options.warmUpMillis(contender) / 2, options.windowMillis());
        }
    }
}
