package cascade.gateway.bench.sip;

import java.io.IOException;
import java.util.List;

/** More calls than can be carried, and then few: what is still completed, and what the others are told. */
record OverloadTrial(String id) implements SipTrial {

    private static final int FEW = 100;

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        report.heading("More calls than can be carried (`" + id + "`)");
        report.header(List.of(
                "a second",
                "completed a second",
                "503 with Retry-After",
                "failed otherwise",
                "set-up p50 ms",
                "p99 ms",
                "cores",
                "RSS MB"));
        try (Site site = Site.open(Loopback.plan(CallsTrial.PLATFORMS, CallsTrial.PLATFORMS, lower -> 10));
                GatewayUnderTest gateway =
                        GatewayUnderTest.start(options.folder().resolve(id), options.launcher(), site)) {
            site.bringUp(site.lowers, CallsTrial.UP);
            MeasuredLoad.warmUp(site, gateway, options, report);
            for (int rate : options.quick() ? List.of(2_000, FEW) : List.of(500, 1_000, 2_000, 3_000, FEW)) {
                MeasuredLoad measured = MeasuredLoad.run(site, gateway, rate, options.window());
                report.row(List.of(
                        SipReport.number(rate),
                        SipReport.number(measured.completedPerSecond()),
                        SipReport.number(measured.figures().toldWhenToRetry),
                        measured.figures().failuresWithoutRetryAfter(),
                        SipReport.millis(measured.figures().setUp.quantile(0.5)),
                        SipReport.millis(measured.figures().setUp.quantile(0.99)),
                        measured.cores(),
                        SipReport.number(gateway.residentMegabytes())));
            }
        }
    }
}
