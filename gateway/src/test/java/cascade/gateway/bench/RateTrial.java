package cascade.gateway.bench;

import java.util.ArrayList;
import java.util.List;

/** The highest rate that a relay forwards without loss on one core. */
record RateTrial(String id, String title, boolean inQuickRun, Load load, List<Contender> contenders) implements Trial {

    private static final double LOSS_FREE = 0.0001;
    private static final double FIRST_RATE = 80_000;
    private static final double GROWTH = 1.4;
    private static final int HALVINGS = 4;
    /** When the cameras send less of what they were asked for, it is they who are at their end. */
    private static final double CAMERAS_KEPT_UP = 0.97;

    /** @param byCameras more could not be sent: the relay may do better */
    record Highest(double rate, double cores, boolean byCameras) {}

    @Override
    public void run(Field field, Options options, Report report) throws Exception {
        report.heading(title + " (`" + id + "`)");
        List<List<String>> rows = new ArrayList<>();
        for (Contender contender : field.present(contenders)) {
            try {
                Highest highest = find(field, contender, load, options);
                report.figure(id, contender, highest.rate);
                rows.add(Report.row(
                        contender.title,
                        (highest.byCameras ? ">= " : "") + Report.number("%.0f", highest.rate / 1_000),
                        Report.number("%.2f", highest.cores),
                        Report.number("%.0f", highest.rate / 1_000 / highest.cores)));
            } catch (Relay.NotOffered e) {
                report.line("Left out: " + contender.title + " does not do this.");
            }
        }
        report.table(List.of("relay", "thousand packets a second", "cores", "a full core would, by that"), rows);
    }

    static Highest find(Field field, Contender contender, Load load, Options options) throws Exception {
        Search search = new Search(field, contender, load, options);
        try {
            return search.run();
        } finally {
            search.close();
        }
    }

    private static final class Search {
        private final Field field;
        private final Contender contender;
        private final Load load;
        private final Options options;
        private Session session;
        private Highest best = new Highest(0, 0, false);

        Search(Field field, Contender contender, Load load, Options options) throws Exception {
            this.field = field;
            this.contender = contender;
            this.load = load;
            this.options = options;
            this.session = field.session(contender, load, false);
        }

        Highest run() throws Exception {
            session.run(FIRST_RATE / 2 / load.viewers(), options.warmUpMillis(contender), options.levelOutMillis());
            double lossy = 0;
            double rate = FIRST_RATE / load.viewers();
            for (; lossy == 0 && !best.byCameras; rate *= GROWTH) {
                if (!isLossFree(rate)) {
                    lossy = rate;
                }
            }
            for (int i = 0; i < HALVINGS && !best.byCameras; i++) {
                double middle = (best.rate + lossy) / 2;
                if (!isLossFree(middle)) {
                    lossy = middle;
                }
            }
            return best;
        }

        /** Twice, when the first time something was lost: it may have been somebody else's fault. */
        private boolean isLossFree(double rate) throws Exception {
            boolean first = probe(rate);
            return first || probe(rate);
        }

        private boolean probe(double rate) throws Exception {
            Measured run = session.run(rate, options.levelOutMillis(), options.probeMillis());
            if (run.lostShare() < LOSS_FREE) {
                boolean byCameras = run.sentPerSecond() < rate * CAMERAS_KEPT_UP;
                if (run.sentPerSecond() > best.rate) {
                    best = new Highest(run.sentPerSecond(), run.cores(), byCameras);
                }
                return true;
            }
            if (field.relay(contender).givesUpStreams()) {
                session.close();
                session = field.session(contender, load, false);
            }
            return false;
        }

        void close() throws Exception {
            session.close();
        }
    }
}
