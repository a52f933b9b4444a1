package cascade.gateway.bench.sip;

import cascade.gateway.bench.kit.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Cost of keeping calls over a restart: two gateways that live at the same time, one with its store, one without, have the same calls
 * in turn. Every other round goes backwards.
 */
record StoreTrial(String id) implements SipTrial {

    private static final int PER_SECOND = 250;
    private static final int CHANNELS_EACH = 500;
    private static final double GOAL = 1.10;

    /** One of the two, with what its calls cost, in microseconds each. */
    private record Side(String words, Site site, GatewayUnderTest gateway, List<Double> micros, List<Long> failed) {
        Side(String words, Site site, GatewayUnderTest gateway) {
            this(words, site, gateway, new ArrayList<>(), new ArrayList<>());
        }

        void measure(Duration window) throws IOException {
            MeasuredLoad measured = MeasuredLoad.run(site, gateway, PER_SECOND, window);
            micros.add(measured.compiledMicrosPerCall());
            failed.add(measured.figures().failed());
        }

        void warmUp(Duration time) throws IOException {
            site.bringUp(site.lowers, CallsTrial.UP);
            MeasuredLoad.run(site, gateway, PER_SECOND, time);
        }
    }

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        int rounds = options.quick() ? 2 : 10;
        Duration window = Duration.ofSeconds(options.quick() ? 4 : 9);
        Path folder = options.folder().resolve(id);
        report.heading("What the store costs, %d calls a second, each to a channel of its own (`%s`)"
                .formatted(PER_SECOND, id));
        int platforms = CallsTrial.PLATFORMS;
        try (Site with = Site.open(Loopback.plan(platforms, platforms, lower -> CHANNELS_EACH));
                Site without =
                        Site.open(Loopback.aroundProxy(platforms, platforms, lower -> CHANNELS_EACH), with.loop);
                GatewayUnderTest keeping = GatewayUnderTest.start(
                        folder.resolve("local"), options.launcher(), with, "gateway.store.kind = local\n");
                GatewayUnderTest forgetting = GatewayUnderTest.start(
                        folder.resolve("none"), options.launcher(), without, "gateway.store.kind = none\n")) {
            var local = new Side("local", with, keeping);
            var none = new Side("none", without, forgetting);
            local.warmUp(options.warmUp());
            none.warmUp(options.warmUp());
            for (int round = 0; round < rounds; round++) {
                for (Side side : round % 2 == 0 ? List.of(local, none) : List.of(none, local)) {
                    side.measure(window);
                }
            }
            write(local, none, report);
        }
    }

    private static void write(Side local, Side none, SipReport report) {
        report.header(List.of("store.kind", "CPU us a call, less the compiler's", "failed"));
        for (Side side : List.of(local, none)) {
            report.row(List.of(
                    side.words,
                    SipReport.number(Spread.of(side.micros).mean()),
                    SipReport.number(
                            side.failed.stream().mapToLong(each -> each).sum())));
        }
        Spread ratio = Spread.of(IntStream.range(0, local.micros.size())
                .mapToObj(round -> local.micros.get(round) / none.micros.get(round))
                .toList());
        report.line("");
        report.line(String.format(
                Locale.ROOT,
                "With the store %.3f of without, standard error %.3f. Goal: below %.2f by two standard errors. Met: %s.",
                ratio.mean(),
                ratio.standardError(),
                GOAL,
                ratio.below(GOAL).words()));
    }
}
