package cascade.gateway.bench.catalog;

import cascade.gateway.bench.kit.Latencies;
import cascade.gateway.bench.kit.ProcessCpu;
import cascade.gateway.bench.kit.ProcessCpu.Kind;
import cascade.gateway.bench.load.Pace;
import cascade.gateway.bench.peer.ClientTransactions;
import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.PeerLoop;
import cascade.gateway.bench.peer.ReceivedMessage;
import cascade.gateway.bench.peer.UpperPeer;
import cascade.gateway.bench.sip.GatewayUnderTest;
import cascade.gateway.bench.sip.Loopback;
import cascade.gateway.bench.sip.MeasuredLoad;
import cascade.gateway.bench.sip.SipBenchOptions;
import cascade.gateway.bench.sip.SipReport;
import cascade.gateway.bench.sip.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Gateway between two uppers that look at the catalog, a third that calls, the lowers of a trial, and a last lower that is
 * called. The loop's thread.
 */
final class CatalogSite implements AutoCloseable {

    /** Columns of {@link Beside#end}. */
    static final List<String> BESIDE = List.of(
            "calls",
            "failed",
            "set-up p50 ms",
            "p99 ms",
            "longest OPTIONS ms",
            "CPU s",
            "of it compiler",
            "collector",
            "heap MB",
            "RSS MB");

    private static final int UPPERS = 3;
    private static final int CALLED = 100;
    private static final int CALLS_PER_SECOND = 20;
    private static final int PROBES_PER_SECOND = 100;
    private static final Duration UP = Duration.ofSeconds(60);
    /** Conditions walk through all channels. */
    private static final long LOOK_NANOS = 50_000_000;

    private static final Duration LONG = Duration.ofHours(1);

    final Site site;
    final GatewayUnderTest gateway;
    final List<UpperPeer> looking;
    final List<LowerPeer> lowers;

    private final UpperPeer calling;
    private final LowerPeer called;
    private final Latencies probed = new Latencies();

    private CatalogSite(Site site, GatewayUnderTest gateway) {
        this.site = site;
        this.gateway = gateway;
        looking = site.uppers.subList(0, 2);
        calling = site.uppers.getLast();
        lowers = site.lowers.subList(0, site.lowers.size() - 1);
        called = site.lowers.getLast();
    }

    /** Started and warm, the lower that is called being there; the two uppers have subscribed. */
    static CatalogSite open(SipBenchOptions options, String folder, int lowers, IntFunction<Integer> channels)
            throws IOException {
        return open(options, folder, Loopback.plan(UPPERS, lowers + 1, plus(lowers, channels)));
    }

    /** The same over TCP. */
    static CatalogSite overTcp(SipBenchOptions options, String folder, int lowers, IntFunction<Integer> channels)
            throws IOException {
        return open(options, folder, Loopback.overTcp(UPPERS, lowers + 1, plus(lowers, channels)));
    }

    private static IntFunction<Integer> plus(int lowers, IntFunction<Integer> channels) {
        return lower -> lower < lowers ? channels.apply(lower) : Integer.valueOf(CALLED);
    }

    private static CatalogSite open(SipBenchOptions options, String folder, Site.Plan plan) throws IOException {
        Site site = Site.open(plan);
        GatewayUnderTest gateway = GatewayUnderTest.start(options.folder().resolve(folder), options.launcher(), site);
        var opened = new CatalogSite(site, gateway);
        site.bringUp(List.of(opened.called), UP);
        opened.looking.forEach(UpperPeer::subscribe);
        opened.await(() -> opened.looking.stream().allMatch(UpperPeer::isSubscribed), UP);
        MeasuredLoad.run(site, gateway, CALLS_PER_SECOND, options.warmUp());
        return opened;
    }

    PeerLoop loop() {
        return site.loop;
    }

    /** Items of an answer when all is there: with the channels that were there before, and the gateway itself. */
    static int listed(int channels) {
        return channels + CALLED + 1;
    }

    /** @return the seconds that it took; as long as was waited at most when it did not come true */
    double await(BooleanSupplier condition, Duration atMost) throws IOException {
        long start = System.nanoTime();
        var looked = new long[] {start - LOOK_NANOS};
        site.loop.runUntil(
                () -> {
                    long now = System.nanoTime();
                    if (now - looked[0] < LOOK_NANOS) {
                        return false;
                    }
                    looked[0] = now;
                    return condition.getAsBoolean();
                },
                atMost);
        return (System.nanoTime() - start) / 1e9;
    }

    /** Load and probes beside a trial, until {@link Beside#end}. */
    Beside beside() throws IOException {
        return new Beside();
    }

    final class Beside {

        private final ProcessCpu before = gateway.cpu();
        private final MeasuredLoad calls = MeasuredLoad.start(
                site,
                gateway,
                List.of(calling),
                number -> called.channels().get((int) (number % CALLED)),
                CALLS_PER_SECOND,
                LONG);
        private final Pace probes;

        private Beside() throws IOException {
            probed.clear();
            probes = Pace.start(site.loop, PROBES_PER_SECOND, LONG, number -> probe());
        }

        private void probe() {
            long start = System.nanoTime();
            calling.options(new ClientTransactions.User() {
                @Override
                public void onResponse(ReceivedMessage response, int status) {
                    if (status >= 200) {
                        probed.add(System.nanoTime() - start, 1);
                    }
                }

                @Override
                public void onTimeout() {
                    probed.add(System.nanoTime() - start, 1);
                }
            });
        }

        /** What was measured beside the trial, see {@link #BESIDE}. */
        List<String> end() throws IOException {
            ProcessCpu now = gateway.cpu();
            probes.stop();
            calls.stop();
            List<String> cells = new ArrayList<>(calls.cells());
            cells.add(String.format(Locale.ROOT, "%.1f", probed.longestNanos() / 1e6));
            cells.add(SipReport.seconds(now.nanosSince(before) / 1e9));
            cells.add(SipReport.seconds(now.nanosSince(before, EnumSet.of(Kind.COMPILER)) / 1e9));
            cells.add(SipReport.seconds(now.nanosSince(before, EnumSet.of(Kind.COLLECTOR)) / 1e9));
            cells.add(SipReport.number(gateway.heapMegabytes()));
            cells.add(SipReport.number(gateway.residentMegabytes()));
            return cells;
        }
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        site.close();
    }
}
