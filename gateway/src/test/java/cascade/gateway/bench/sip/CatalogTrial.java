package cascade.gateway.bench.sip;

import cascade.gateway.bench.peer.LowerPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A lower with very many channels gives its catalog, beside calls to another. */
record CatalogTrial(String id) implements SipTrial {

    private static final int CALLED = 100;
    private static final int CALLS_PER_SECOND = 20;
    private static final Duration MOST = Duration.ofMinutes(4);

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        int channels = options.quick() ? 10_000 : 100_000;
        report.heading(
                "The catalog of a lower with %,d channels, beside calls to another (`%s`)".formatted(channels, id));
        List<String> columns =
                new ArrayList<>(List.of("channels", "seconds", "missing", "otherwise than 200", "retransmitted"));
        columns.addAll(MeasuredLoad.CALLS);
        columns.addAll(List.of("cores", "RSS MB"));
        report.header(columns);
        try (Site site = Site.open(Loopback.plan(1, 2, lower -> lower == 0 ? channels : CALLED));
                GatewayUnderTest gateway =
                        GatewayUnderTest.start(options.folder().resolve(id), options.launcher(), site)) {
            LowerPeer large = site.lowers.getFirst();
            LowerPeer called = site.lowers.getLast();
            site.bringUp(List.of(called), CallsTrial.UP);
            MeasuredLoad.warmUp(site, gateway, options, report);
            MeasuredLoad calls =
                    MeasuredLoad.start(site, gateway, site.uppers, site::channel, CALLS_PER_SECOND, options.window());
            long start = System.nanoTime();
            large.register();
            site.loop.runUntil(large::isKnown, MOST);
            double seconds = (System.nanoTime() - start) / 1e9;
            site.loop.runFor(Duration.ofSeconds(1));
            calls.end();
            long known = Math.round(gateway.metric("cascade_channels")) - CALLED;
            List<String> row = new ArrayList<>(List.of(
                    SipReport.number(channels),
                    SipReport.seconds(seconds),
                    SipReport.number(channels - known),
                    large.refusals().words(),
                    SipReport.number(calls.retransmitted())));
            row.addAll(calls.cells());
            row.addAll(List.of(calls.cores(), SipReport.number(gateway.residentMegabytes())));
            report.row(row);
        }
    }
}
