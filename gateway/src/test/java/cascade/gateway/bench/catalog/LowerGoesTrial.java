package cascade.gateway.bench.catalog;

import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.UpperPeer;
import cascade.gateway.bench.sip.SipBenchOptions;
import cascade.gateway.bench.sip.SipReport;
import cascade.gateway.bench.sip.SipTrial;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A large lower takes its leave, stays away for longer than the grace, and comes back; two uppers are told. */
record LowerGoesTrial(String id) implements SipTrial {

    /** Longer than {@code catalog.offline-grace}. */
    private static final Duration MOST = Duration.ofMinutes(3);

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        int channels = options.quick() ? 5_000 : 30_000;
        report.heading("A lower of %,d channels goes and comes, two uppers (`%s`)".formatted(channels, id));
        List<String> columns =
                new ArrayList<>(List.of("event", "told to both after s", "not told", "catalog queries meanwhile"));
        columns.addAll(CatalogSite.BESIDE);
        report.header(columns);
        try (CatalogSite site = CatalogSite.open(options, id, 1, lower -> channels)) {
            LowerPeer lower = site.lowers.getFirst();
            lower.register();
            site.await(
                    () -> site.looking.stream()
                            .allMatch(upper -> upper.catalog().notified() >= channels),
                    MOST);
            measure(site, report, "goes (45 s of grace are in it)", "OFF", lower::unregister);
            measure(site, report, "comes", "ON", lower::registerAgain);
        }
    }

    private static void measure(CatalogSite site, SipReport report, String what, String event, Runnable act)
            throws IOException {
        LowerPeer lower = site.lowers.getFirst();
        int queriesBefore = lower.queries();
        CatalogSite.Beside beside = site.beside();
        act.run();
        double told = site.await(() -> site.looking.stream().allMatch(upper -> untold(upper, lower, event) == 0), MOST);
        List<String> row = new ArrayList<>(List.of(
                what,
                SipReport.seconds(told),
                SipReport.number(site.looking.stream()
                        .mapToLong(upper -> untold(upper, lower, event))
                        .sum()),
                SipReport.number(lower.queries() - queriesBefore)));
        row.addAll(beside.end());
        report.row(row);
    }

    private static long untold(UpperPeer upper, LowerPeer lower, String event) {
        return lower.channels().stream()
                .filter(channel -> !event.equals(upper.events().get(channel)))
                .count();
    }
}
