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

/**
 * A lower with the channels of a city: its catalog into the tree and by NOTIFYs out to two uppers, which then query it; on a
 * network that loses nothing, on one that does, and over TCP.
 */
record LargeLowerTrial(String id) implements SipTrial {

    /** For each of the three: far more than it may take. */
    private static final Duration MOST = Duration.ofMinutes(3);

    private static final List<Double> LOSSES = List.of(0.0, 0.01, 0.05);

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        int channels = options.quick() ? 20_000 : 200_000;
        report.heading("%,d channels of one lower, 4 a message, out to two uppers (`%s`)".formatted(channels, id));
        List<String> columns = new ArrayList<>(List.of(
                "network", "collected s", "told by NOTIFY s", "missing", "answered s", "missing", "twice", "refused"));
        columns.addAll(CatalogSite.BESIDE);
        report.header(columns);
        for (double loss : LOSSES) {
            try (CatalogSite site = CatalogSite.open(options, id, 1, lower -> channels)) {
                site.loop().lose(loss);
                measure(site, report, channels, "UDP, %.0f %% lost".formatted(loss * 100));
            }
        }
        try (CatalogSite site = CatalogSite.overTcp(options, id, 1, lower -> channels)) {
            measure(site, report, channels, "TCP");
        }
    }

    private static void measure(CatalogSite site, SipReport report, int channels, String network) throws IOException {
        LowerPeer large = site.lowers.getFirst();
        int listed = CatalogSite.listed(channels);
        CatalogSite.Beside beside = site.beside();
        long start = System.nanoTime();
        large.register();
        site.await(large::isKnown, MOST);
        double collected = (System.nanoTime() - start) / 1e9;
        site.await(() -> site.looking.stream().allMatch(upper -> upper.catalog().notified() >= channels), MOST);
        double told = (System.nanoTime() - start) / 1e9;
        site.looking.forEach(UpperPeer::query);
        double answered = site.await(
                () -> site.looking.stream().allMatch(upper -> upper.catalog().answered() >= listed), MOST);
        List<String> row = new ArrayList<>(List.of(
                network,
                SipReport.seconds(collected),
                SipReport.seconds(told),
                SipReport.number(site.looking.stream()
                        .mapToLong(
                                upper -> Math.max(0, channels - upper.catalog().notified()))
                        .sum()),
                SipReport.seconds(answered),
                SipReport.number(site.looking.stream()
                        .mapToLong(upper -> Math.max(0, listed - upper.catalog().answered()))
                        .sum()),
                SipReport.number(site.looking.stream()
                        .mapToLong(upper -> upper.catalog().repeated())
                        .sum()),
                large.refusals().words()));
        row.addAll(beside.end());
        report.row(row);
    }
}
