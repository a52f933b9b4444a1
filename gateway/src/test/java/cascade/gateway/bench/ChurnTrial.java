package cascade.gateway.bench;

import java.util.ArrayList;
import java.util.List;

/** What running streams feel of legs that are opened and closed beside them. */
record ChurnTrial(String id, boolean inQuickRun, Load load, int legsPerSecond, List<Contender> contenders)
        implements Trial {

    private static final int SECONDS = 4;
    private static final long WINDOW_MILLIS = 3_500;

    @Override
    public void run(Field field, Options options, Report report) throws Exception {
        report.heading(legsPerSecond + " legs a second opened and closed beside " + load.streams() + " streams (`" + id
                + "`)");
        List<List<String>> rows = new ArrayList<>();
        for (Contender contender : field.present(contenders)) {
            try (Session session = field.session(contender, load, true)) {
                GatewayRelay relay = (GatewayRelay) field.relay(contender);
                session.run(options.warmUpMillis(contender), options.levelOutMillis());
                relay.churn(legsPerSecond, 2);
                relay.churned();
                Measured calm = session.run(options.levelOutMillis(), WINDOW_MILLIS);
                relay.churn(legsPerSecond, SECONDS);
                Measured beside = session.run(0, WINDOW_MILLIS);
                int legs = relay.churned();
                report.figure(id + " lost", contender, (double) beside.lost());
                report.figure(id, contender, beside.p99Micros() / calm.p99Micros());
                rows.add(row(contender, "none", calm));
                rows.add(row(contender, Integer.toString(legs), beside));
            }
        }
        report.table(List.of("relay", "legs opened and closed", "lost packets", "p50 us", "p99 us", "p99.9 us"), rows);
    }

    private static List<String> row(Contender contender, String legs, Measured run) {
        return Report.row(
                contender.title,
                legs,
                Long.toString(run.lost()),
                Report.number("%.0f", run.p50Micros()),
                Report.number("%.0f", run.p99Micros()),
                Report.number("%.0f", run.p999Micros()));
    }
}
