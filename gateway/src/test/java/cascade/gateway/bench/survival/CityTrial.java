package cascade.gateway.bench.survival;

import cascade.gateway.bench.peer.UpperPeer;
import cascade.gateway.bench.sip.Loopback;
import cascade.gateway.bench.sip.SipBenchOptions;
import cascade.gateway.bench.sip.SipReport;
import cascade.gateway.bench.sip.SipTrial;
import cascade.gateway.bench.sip.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The catalog of a city over a kill: the next process has read it when it is ready, and answers the upper's first query with it. */
record CityTrial(String id) implements SipTrial {

    private static final int CHANNELS = 200_000;
    private static final int QUICK_PART = 10;
    private static final int KILLS = 5;
    private static final int QUICK_KILLS = 2;
    private static final long GOAL_MILLIS = 5_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration COLLECTED = Duration.ofMinutes(5);
    private static final Duration RESTARTED = Duration.ofSeconds(60);
    private static final Duration ANSWERED = Duration.ofSeconds(90);
    /** More than catalog.store-delay. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final Duration SETTLE = Duration.ofSeconds(2);

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        int channels = options.quick() ? CHANNELS / QUICK_PART : CHANNELS;
        report.heading("%s channels are there again (`%s`)".formatted(SipReport.number((long) channels), id));
        report.header(List.of(
                "kill",
                "`exec` to READY, ms",
                "channels in the answer to the upper's next query",
                "READY to its end, s"));
        try (Site site = Site.open(Loopback.plan(1, 1, lower -> channels));
                KilledGateway gateway =
                        KilledGateway.start(options.folder().resolve(id), options.launcher(), site, false, "")) {
            site.bringUp(site.lowers, COLLECTED);
            site.loop.runFor(KEPT);
            for (int kill = 1; kill <= (options.quick() ? QUICK_KILLS : KILLS); kill++) {
                gateway.kill();
                var readiness = new Readiness(gateway);
                site.loop.runUntil(readiness::isKnown, RESTARTED);
                long start = gateway.startNanos().orElseThrow(() -> new IllegalStateException("it is gone again"));
                long ready = readiness.nanos().orElseThrow(() -> new IllegalStateException("it is not ready"));
                UpperPeer upper = site.uppers.getFirst();
                upper.query();
                site.loop.runUntil(() -> upper.catalog().answered() >= channels, ANSWERED);
                report.row(List.of(
                        SipReport.number((long) kill),
                        SipReport.number((ready - start) / NANOS_PER_MILLI),
                        SipReport.number((long) upper.catalog().answered()),
                        SipReport.seconds((System.nanoTime() - ready) / NANOS_PER_SECOND)));
                site.loop.runFor(SETTLE);
            }
        }
        report.line("");
        report.line("Goal: below %s ms.".formatted(SipReport.number(GOAL_MILLIS)));
    }
}
