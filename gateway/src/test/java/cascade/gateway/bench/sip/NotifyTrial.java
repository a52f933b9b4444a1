package cascade.gateway.bench.sip;

import cascade.gateway.bench.load.Pace;
import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.NotifyDialog;
import cascade.gateway.bench.peer.UpperPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One lower tells of channels that go and come, a thousand times a second, beside calls to others. */
record NotifyTrial(String id) implements SipTrial {

    private static final int PER_SECOND = 1_000;
    private static final int CHANNELS = 2_000;
    private static final int CALLS_PER_SECOND = 20;
    private static final Duration SETTLING = Duration.ofSeconds(60);

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        report.heading("1,000 notifications a second of one lower, beside calls to another (`" + id + "`)");
        List<String> columns =
                new ArrayList<>(List.of("a second", "answered 200", "otherwise", "retransmitted", "wrong above"));
        columns.addAll(MeasuredLoad.CALLS);
        columns.add("cores");
        report.header(columns);
        try (Site site = Site.open(Loopback.plan(2, 2, lower -> lower == 0 ? CHANNELS : 100));
                GatewayUnderTest gateway =
                        GatewayUnderTest.start(options.folder().resolve(id), options.launcher(), site)) {
            site.bringUp(site.lowers, CallsTrial.UP);
            UpperPeer watching = site.uppers.getFirst();
            watching.subscribe();
            site.loop.runUntil(watching::isSubscribed, CallsTrial.UP);
            MeasuredLoad.warmUp(site, gateway, options, report);
            for (int rate : List.of(PER_SECOND / 10, PER_SECOND)) {
                measure(site, gateway, rate, options, report);
            }
        }
    }

    private static void measure(
            Site site, GatewayUnderTest gateway, int rate, SipBenchOptions options, SipReport report)
            throws IOException {
        LowerPeer busy = site.lowers.getFirst();
        LowerPeer called = site.lowers.getLast();
        NotifyDialog dialog = busy.subscription().orElseThrow();
        long acceptedBefore = busy.refusals().accepted();
        MeasuredLoad calls = MeasuredLoad.start(
                site,
                gateway,
                List.of(site.uppers.getLast()),
                number ->
                        called.channels().get((int) (number % called.channels().size())),
                CALLS_PER_SECOND,
                options.window());
        Pace.start(site.loop, rate, options.window(), dialog::tellNext);
        site.loop.runFor(options.window());
        calls.end();
        UpperPeer watching = site.uppers.getFirst();
        site.loop.runUntil(() -> wrong(dialog, watching) == 0, SETTLING);
        List<String> row = new ArrayList<>(List.of(
                SipReport.number(rate),
                SipReport.number(busy.refusals().accepted() - acceptedBefore),
                busy.refusals().words(),
                SipReport.number(calls.retransmitted()),
                SipReport.number(wrong(dialog, watching))));
        row.addAll(calls.cells());
        row.add(calls.cores());
        report.row(row);
    }

    /** Channels of which the upper last heard something else than the lower last told. */
    private static long wrong(NotifyDialog dialog, UpperPeer watching) {
        return dialog.told().entrySet().stream()
                .filter(told -> !told.getValue().equals(watching.events().get(told.getKey())))
                .count();
    }
}
