package cascade.gateway.bench.catalog;

import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.Refusals;
import cascade.gateway.bench.sip.SipBenchOptions;
import cascade.gateway.bench.sip.SipReport;
import cascade.gateway.bench.sip.SipTrial;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A million channels of a hundred lowers that come one after the other, told to two uppers as they come. */
record ManyLowersTrial(String id) implements SipTrial {

    private static final int LOWERS = 100;
    private static final Duration MOST = Duration.ofMinutes(15);

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        int each = options.quick() ? 500 : 10_000;
        report.heading("%,d channels of %d lowers, out to two uppers (`%s`)".formatted(each * LOWERS, LOWERS, id));
        List<String> columns = new ArrayList<>(
                List.of("lowers known", "collected s", "told by NOTIFY s", "missing", "twice", "refused"));
        columns.addAll(CatalogSite.BESIDE);
        report.header(columns);
        try (CatalogSite site = CatalogSite.open(options, id, LOWERS, lower -> each)) {
            int all = each * LOWERS;
            CatalogSite.Beside beside = site.beside();
            long start = System.nanoTime();
            for (LowerPeer lower : site.lowers) {
                lower.register();
                site.await(lower::isKnown, MOST);
            }
            double collected = (System.nanoTime() - start) / 1e9;
            site.await(
                    () -> site.looking.stream()
                            .allMatch(upper -> upper.catalog().notified() >= all),
                    MOST);
            double told = (System.nanoTime() - start) / 1e9;
            List<String> row = new ArrayList<>(List.of(
                    SipReport.number(
                            site.lowers.stream().filter(LowerPeer::isKnown).count()),
                    SipReport.seconds(collected),
                    SipReport.seconds(told),
                    SipReport.number(site.looking.stream()
                            .mapToLong(
                                    upper -> Math.max(0, all - upper.catalog().notified()))
                            .sum()),
                    SipReport.number(site.looking.stream()
                            .mapToLong(upper -> upper.catalog().repeated())
                            .sum()),
                    Refusals.sum(site.lowers.stream().map(LowerPeer::refusals).toList())
                            .words()));
            row.addAll(beside.end());
            report.row(row);
        }
    }
}
