package cascade.gateway.bench.sip;

import cascade.gateway.bench.kit.Spread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Cost of what watches a call: the ring of messages, HEP and scrapes are switched on and off by reloads of one process, which has the
 * same calls each time. Every other round goes backwards, so that what the compiler still wins falls to all alike. Counting never ends, so
 * only the scrapes of metrics are in a ratio.
 */
record WatchingTrial(String id) implements SipTrial {

    private static final int PER_SECOND = 250;
    private static final int CHANNELS_EACH = 500;
    private static final double GOAL = 1.05;
    /** With more of them a figure a completed call says nothing. */
    private static final double MOST_FAILED = 0.01;

    /** Costs of all rounds, in microseconds a call. */
    private static final class Costs {
        final List<Double> micros = new ArrayList<>();
        long calls;
        long failed;
        long hepPackets;
    }

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        int rounds = options.quick() ? 2 : 10;
        Duration settling = Duration.ofSeconds(options.quick() ? 2 : 3);
        Duration window = Duration.ofSeconds(options.quick() ? 4 : 9);
        report.heading("What watching costs, %d calls a second, each to a channel of its own (`%s`)"
                .formatted(PER_SECOND, id));
        report.line(
                "%d rounds of %d s each, after %d s of such calls that are not counted; one scrape of /metrics in each."
                        .formatted(rounds, window.toSeconds(), settling.toSeconds()));
        report.line("");
        Map<Watching, Costs> costs = new EnumMap<>(Watching.class);
        for (Watching watching : Watching.values()) {
            costs.put(watching, new Costs());
        }
        try (Site site = Site.open(Loopback.plan(CallsTrial.PLATFORMS, CallsTrial.PLATFORMS, lower -> CHANNELS_EACH));
                HepSink sink = HepSink.open(Loopback.COLLECTOR);
                GatewayUnderTest gateway =
                        GatewayUnderTest.start(options.folder().resolve(id), options.launcher(), site)) {
            site.bringUp(site.lowers, CallsTrial.UP);
            MeasuredLoad.run(site, gateway, PER_SECOND, options.warmUp());
            List<Watching> order = List.of(Watching.values());
            for (int round = 0; round < rounds; round++) {
                for (Watching watching : round % 2 == 0 ? order : order.reversed()) {
                    gateway.reload(watching.settings);
                    MeasuredLoad.run(site, gateway, PER_SECOND, settling);
                    measure(site, gateway, sink, watching, window, costs.get(watching));
                }
            }
        }
        write(costs, report);
    }

    private static void measure(
            Site site, GatewayUnderTest gateway, HepSink sink, Watching watching, Duration window, Costs costs)
            throws IOException {
        long hepBefore = sink.received();
        Optional<Scrape> scrape = Optional.empty();
        if (watching.scraped) {
            scrape = Optional.of(new Scrape(gateway));
            site.loop.after(window.dividedBy(2), scrape.get()::start);
        }
        MeasuredLoad measured = MeasuredLoad.run(site, gateway, PER_SECOND, window);
        if (scrape.isPresent()) {
            scrape.get().awaitSuccess();
        }
        costs.micros.add(measured.compiledMicrosPerCall());
        costs.calls += measured.figures().offered;
        costs.failed += measured.figures().failed();
        costs.hepPackets += sink.received() - hepBefore;
    }

    private static void write(Map<Watching, Costs> costs, SipReport report) {
        report.header(List.of(
                "watched by",
                "CPU us a call, less the compiler's",
                "of nothing",
                "standard error",
                "min - max",
                "HEP packets a call",
                "calls",
                "failed"));
        List<Double> nothing = means(costs.get(Watching.NOTHING).micros, costs.get(Watching.NOTHING_AGAIN).micros);
        costs.forEach((watching, cost) -> {
            Spread ratio = ratio(cost.micros, nothing);
            report.row(List.of(
                    watching.words,
                    SipReport.number(Spread.of(cost.micros).mean()),
                    decimals(ratio.mean()),
                    decimals(ratio.standardError()),
                    decimals(ratio.min()) + " - " + decimals(ratio.max()),
                    String.format(Locale.ROOT, "%.1f", (double) cost.hepPackets / cost.calls),
                    SipReport.number(cost.calls),
                    SipReport.number(cost.failed)));
        });
        Spread all = ratio(costs.get(Watching.ALL).micros, nothing);
        report.line("");
        report.line("Goal for all of it: below %s of nothing, by two standard errors. Met: %s."
                .formatted(
                        decimals(GOAL), mostCompleted(costs) ? all.below(GOAL).words() : "not decided, calls failed"));
    }

    private static boolean mostCompleted(Map<Watching, Costs> costs) {
        return costs.values().stream().allMatch(cost -> cost.failed <= MOST_FAILED * cost.calls);
    }

    /** Of each round. */
    private static List<Double> means(List<Double> some, List<Double> others) {
        return IntStream.range(0, some.size())
                .mapToObj(round -> (some.get(round) + others.get(round)) / 2)
                .toList();
    }

    /** Of each round. */
    private static Spread ratio(List<Double> watched, List<Double> nothing) {
        return Spread.of(IntStream.range(0, nothing.size())
                .mapToObj(round -> watched.get(round) / nothing.get(round))
                .toList());
    }

    private static String decimals(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
