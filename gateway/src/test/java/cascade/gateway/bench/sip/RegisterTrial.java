package cascade.gateway.bench.sip;

import cascade.gateway.bench.load.Pace;
import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.Refusals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ten thousand lowers register with digest, as after a power cut, beside calls to lowers that are there. */
record RegisterTrial(String id) implements SipTrial {

    private static final int PER_SECOND = 200;
    private static final int THERE = 2;
    private static final int CALLS_PER_SECOND = 20;
    private static final Duration SETTLING = Duration.ofMinutes(6);

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        int lowers = options.quick() ? 1_000 : 10_000;
        report.heading("%,d lowers register at %d a second with digest, beside calls (`%s`)"
                .formatted(lowers, PER_SECOND, id));
        List<String> columns = new ArrayList<>(
                List.of("lowers", "registered", "otherwise", "catalog and subscription", "retransmitted"));
        columns.addAll(MeasuredLoad.CALLS);
        columns.addAll(List.of("cores", "RSS MB"));
        report.header(columns);
        try (Site site = Site.open(Loopback.plan(
                        1,
                        THERE + lowers,
                        lower -> lower < THERE ? 100 : 1,
                        lower -> lower < THERE ? Optional.empty() : Optional.of("secret-" + lower)));
                GatewayUnderTest gateway =
                        GatewayUnderTest.start(options.folder().resolve(id), options.launcher(), site)) {
            List<LowerPeer> there = site.lowers.subList(0, THERE);
            List<LowerPeer> coming = site.lowers.subList(THERE, site.lowers.size());
            site.bringUp(there, CallsTrial.UP);
            MeasuredLoad.warmUp(site, gateway, options, report);
            Duration time = Duration.ofMillis(1_000L * lowers / PER_SECOND);
            MeasuredLoad calls = MeasuredLoad.start(site, gateway, site.uppers, site::channel, CALLS_PER_SECOND, time);
            Pace.start(
                    site.loop,
                    PER_SECOND,
                    time,
                    number -> coming.get((int) number).register());
            site.loop.runFor(time);
            calls.end();
            site.loop.runUntil(() -> coming.stream().allMatch(LowerPeer::isKnown), SETTLING);
            List<String> row = new ArrayList<>(List.of(
                    SipReport.number(lowers),
                    SipReport.number(
                            coming.stream().filter(LowerPeer::isRegistered).count()),
                    Refusals.sum(coming.stream().map(LowerPeer::refusals).toList())
                            .words(),
                    SipReport.number(coming.stream().filter(LowerPeer::isKnown).count()),
                    SipReport.number(calls.retransmitted())));
            row.addAll(calls.cells());
            row.addAll(List.of(calls.cores(), SipReport.number(gateway.residentMegabytes())));
            report.row(row);
        }
    }
}
