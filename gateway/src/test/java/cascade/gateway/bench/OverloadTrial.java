package cascade.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Twice the highest rate for two seconds, with half of it before and after: what still comes out, and how soon after
 * the end nothing is lost any more. Streams have several viewers where the relay can do that, so that the cameras need
 * not be twice as fast as it.
 */
record OverloadTrial(String id, boolean inQuickRun, int streams, int viewers, List<Contender> contenders)
        implements Trial {

    private static final long CALM_MILLIS = 1_000;
    private static final long OVERLOAD_MILLIS = 2_000;
    private static final long AFTER_MILLIS = 2_500;
    /** With less the goal has not been put to the test. */
    private static final double REALLY_TWICE = 1.8;

    private static final double LOSS_FREE = 0.0001;

    @Override
    public void run(Field field, Options options, Report report) throws Exception {
        report.heading("Offered twice the highest rate (`" + id + "`)");
        List<List<String>> rows = new ArrayList<>();
        for (Contender contender : field.present(contenders)) {
            rows.add(run(field, contender, options, report));
        }
        report.table(
                List.of(
                        "relay",
                        "viewers a stream",
                        "highest, k/s",
                        "offered, of it",
                        "forwarded, of it",
                        "loss-free after, s"),
                rows);
    }

    private List<String> run(Field field, Contender contender, Options options, Report report) throws Exception {
        int fan = contender == Contender.RTPENGINE ? 1 : viewers;
        Load load = Load.paced(streams, 100).toViewers(fan);
        double highest = RateTrial.find(field, contender, load, options).rate();
        try (Session session = field.session(contender, load, false)) {
            session.run(highest / 2, options.warmUpMillis(contender), options.levelOutMillis());
            session.startRun();
            session.send(highest / 2, CALM_MILLIS);
            long overloadFrom = session.nanosSinceStart();
            session.send(2 * highest, OVERLOAD_MILLIS);
            long overloadTo = session.nanosSinceStart();
            session.send(highest / 2, AFTER_MILLIS);
            long end = session.nanosSinceStart();
            session.drain();
            // its first quarter only fills the sockets' buffers
            long from = overloadFrom + (overloadTo - overloadFrom) / 4;
            double seconds = (double) (overloadTo - from) / TimeUnit.SECONDS.toNanos(1);
            double offered = session.sentAt().between(from, overloadTo) / seconds / highest;
            double forwarded = (double) session.outputs().cameWhen.between(from, overloadTo) / fan / seconds / highest;
            double recovered = recoverySeconds(session, overloadTo, end);
            if (offered >= REALLY_TWICE) {
                report.figure(id + " forwarded", contender, forwarded);
                report.figure(id + " recovered", contender, recovered);
            } else {
                report.line("Not decided: the cameras could offer %s only %.2f times its highest rate."
                        .formatted(contender.title, offered));
            }
            return Report.row(
                    contender.title,
                    Integer.toString(fan),
                    Report.number("%.0f", highest / 1_000),
                    Report.number("%.2f", offered),
                    Report.number("%.2f", forwarded),
                    recovered == Double.POSITIVE_INFINITY ? "never" : Report.number("%.2f", recovered));
        }
    }

    /** From the end of the overload to the last moment of which a packet was lost. */
    private static double recoverySeconds(Session session, long from, long to) {
        int last = -1;
        for (int bin = Timeline.bin(from) + 1; bin < Timeline.bin(to); bin++) {
            long expected = session.sentAt().at(bin) * session.load().viewers();
            if (expected - session.outputs().sentWhen.at(bin) > LOSS_FREE * expected) {
                last = bin;
            }
        }
        if (last >= Timeline.bin(to) - 2) {
            return Double.POSITIVE_INFINITY;
        }
        return last < 0 ? 0 : (double) (last + 1) * Timeline.BIN_NANOS / 1e9 - from / 1e9;
    }
}
