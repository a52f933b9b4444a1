package cascade.gateway.bench.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Bridged calls at rates that grow: each to a channel of its own, or many to each channel. */
record CallsTrial(String id, String title, int lowers, int channelsEach) implements SipTrial {

    private static final int UPPERS = 10;
    private static final int WARM_UP_RATE = 100;

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        report.heading(title + " (`" + id + "`)");
        List<String> columns = new ArrayList<>(List.of("calls a second"));
        columns.addAll(MeasuredLoad.COLUMNS);
        report.header(columns);
        try (Site site = Site.open(Loopback.plan(UPPERS, lowers, lower -> channelsEach));
                GatewayUnderTest gateway =
                        GatewayUnderTest.start(options.folder().resolve(id), options.launcher(), site)) {
            site.bringUp(site.lowers, Duration.ofSeconds(60));
            MeasuredLoad.run(site, gateway, site.uppers, site::channel, WARM_UP_RATE, options.warmUp());
            for (int rate : rates(options)) {
                MeasuredLoad measured =
                        MeasuredLoad.run(site, gateway, site.uppers, site::channel, rate, options.window());
                report.row(measured.row(SipReport.number(rate)));
            }
        }
    }

    private static List<Integer> rates(SipBenchOptions options) {
        return options.quick() ? List.of(100, 500) : List.of(100, 250, 500, 1_000);
    }
}
