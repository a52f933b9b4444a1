package cascade.gateway.bench.catalog;

import cascade.gateway.bench.load.Pace;
import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.NotifyDialog;
import cascade.gateway.bench.sip.SipBenchOptions;
import cascade.gateway.bench.sip.SipReport;
import cascade.gateway.bench.sip.SipTrial;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Channels of one lower go off and come on by the thousand a second; two uppers are told. */
record ChangesTrial(String id) implements SipTrial {

    private static final int CHANNELS = 20_000;
    private static final List<Integer> RATES = List.of(1_000, 5_000);
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final Duration UP = Duration.ofMinutes(2);

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        Duration time = Duration.ofSeconds(options.quick() ? 10 : 60);
        report.heading("Status changes of one lower with %,d channels for %d s, two uppers (`%s`)"
                .formatted(CHANNELS, time.toSeconds(), id));
        List<String> columns =
                new ArrayList<>(List.of("a second", "answered 200", "otherwise", "right everywhere after s", "wrong"));
        columns.addAll(CatalogSite.BESIDE);
        report.header(columns);
        for (int rate : RATES) {
            measure(options, report, rate, time);
        }
    }

    private void measure(SipBenchOptions options, SipReport report, int rate, Duration time) throws IOException {
        try (CatalogSite site = CatalogSite.open(options, id, 1, lower -> CHANNELS)) {
            LowerPeer busy = site.lowers.getFirst();
            busy.register();
            site.await(busy::isKnown, UP);
            site.await(
                    () -> site.looking.stream()
                            .allMatch(upper -> upper.catalog().notified() >= CHANNELS),
                    UP);
            NotifyDialog dialog = busy.subscription().orElseThrow();
            long acceptedBefore = busy.refusals().accepted();
            CatalogSite.Beside beside = site.beside();
            Pace.start(site.loop(), rate, time, dialog::tellNext);
            site.loop().runFor(time);
            double right = site.await(() -> wrong(site, dialog) == 0, SETTLING);
            List<String> row = new ArrayList<>(List.of(
                    SipReport.number(rate),
                    SipReport.number(busy.refusals().accepted() - acceptedBefore),
                    busy.refusals().words(),
                    SipReport.seconds(right),
                    SipReport.number(wrong(site, dialog))));
            row.addAll(beside.end());
            report.row(row);
        }
    }

    /** Channels of which an upper last heard something else than the lower last told. */
    private static long wrong(CatalogSite site, NotifyDialog dialog) {
        return site.looking.stream()
                .mapToLong(upper -> dialog.told().entrySet().stream()
                        .filter(told -> !isTold(told.getValue(), upper.events().get(told.getKey())))
                        .count())
                .sum();
    }

    /** A channel that was added on, and is on, was told so. */
    private static boolean isTold(String state, String event) {
        return state.equals(event) || (state.equals("ON") && "ADD".equals(event));
    }
}
