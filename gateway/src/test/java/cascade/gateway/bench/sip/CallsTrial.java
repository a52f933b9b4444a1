package cascade.gateway.bench.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Bridged calls at rates that grow: each to a channel of its own, or many to each channel. */
record CallsTrial(String id, String title, int channelsEach) implements SipTrial {

    static final int PLATFORMS = 10;
    static final Duration UP = Duration.ofSeconds(60);

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        report.heading(title + " (`" + id + "`)");
        List<String> columns = new ArrayList<>(List.of("a second", "completed"));
        columns.addAll(MeasuredLoad.COST);
        report.header(columns);
        try (Site site = Site.open(Loopback.plan(PLATFORMS, PLATFORMS, lower -> channelsEach));
                GatewayUnderTest gateway =
                        GatewayUnderTest.start(options.folder().resolve(id), options.launcher(), site)) {
            site.bringUp(site.lowers, UP);
            MeasuredLoad.warmUp(site, gateway, options, report);
            for (int rate : options.quick() ? List.of(100, 500) : List.of(100, 250, 500, 1_000)) {
                MeasuredLoad measured = MeasuredLoad.run(site, gateway, rate, options.window());
                List<String> row = new ArrayList<>(
                        List.of(SipReport.number(rate), SipReport.number(measured.figures().completed)));
                row.addAll(measured.costCells());
                report.row(row);
            }
        }
    }
}
