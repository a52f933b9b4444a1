package cascade.gateway.bench.survival;

import cascade.gateway.bench.load.CallLoad;
import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.Refusals;
import cascade.gateway.bench.peer.UpperPeer;
import cascade.gateway.bench.sip.Loopback;
import cascade.gateway.bench.sip.SipBenchOptions;
import cascade.gateway.bench.sip.SipReport;
import cascade.gateway.bench.sip.SipTrial;
import cascade.gateway.bench.sip.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Gateway that is killed at random moments amid live streams and other SIP traffic, and started again: by us, or by a keeper that
 * holds its sockets meanwhile. At the end half of the calls are ended by the lower, half by the upper.
 */
record KillTrial(String id, String title, boolean kept, Mix mix) implements SipTrial {

    private static final int STREAMS = 200;
    private static final int KILLS = 100;
    private static final int QUICK_PART = 4;
    private static final int QUICK_KILLS = 5;
    /** Each stream: 50 packets of 1,000 bytes a second. */
    private static final Duration PACKET_EVERY = Duration.ofMillis(20);

    private static final int PACKET_BYTES = 1_000;
    private static final int CALLS_A_SECOND = 25;
    private static final Duration UP = Duration.ofSeconds(60);
    private static final Duration RETURN = Duration.ofSeconds(20);
    private static final Duration SETTLE = Duration.ofSeconds(2);
    /** What a dead gateway has sent is read within. */
    private static final Duration IN_FLIGHT = Duration.ofMillis(50);
    /** Of one kill with all that belongs to it, at most. */
    private static final Duration ROUND = SETTLE.plus(SETTLE).plus(RETURN);

    private static final Duration ENDS = Duration.ofSeconds(40);
    private static final Duration REAPED = Duration.ofSeconds(5);
    private static final long SEED = 13;

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        int streams = options.quick() ? STREAMS / QUICK_PART : STREAMS;
        int kills = options.kills().orElse(options.quick() ? QUICK_KILLS : KILLS);
        Duration atMost = UP.plus(ROUND.multipliedBy(kills));
        report.heading(title + " (`" + id + "`)");
        try (Site site = Site.open(Loopback.plan(
                        1,
                        mix.lowers() + 1,
                        lower -> lower < mix.lowers() ? mix.channel(streams - 1) + 1 : Traffic.CHANNELS));
                Screens screens = new Screens(
                        site.plan().upperSocket().apply(0).getAddress(), CallLoad.nextPort(), streams, mix::above);
                KilledGateway gateway = KilledGateway.start(
                        options.folder().resolve(id), options.launcher(), site, kept, mix.configuration())) {
            List<LowerPeer> filmed = site.lowers.subList(0, mix.lowers());
            filmed.forEach(lower -> lower.sendMediaEvery(PACKET_EVERY, PACKET_BYTES));
            site.bringUp(site.lowers, UP);
            Duration calling = Duration.ofMillis(1_000L * streams / CALLS_A_SECOND);
            CallLoad calls = new CallLoad(
                    site.loop,
                    site.uppers,
                    number -> filmed.get(mix.lower((int) number)).channels().get(mix.channel((int) number)),
                    screens,
                    calling.plus(atMost),
                    CALLS_A_SECOND,
                    calling);
            site.loop.runUntil(() -> screens.flowing() == streams, calling.plus(UP));
            int live = screens.flowing();
            if (live < streams) {
                report.line("Of %d calls %d stream: %s."
                        .formatted(streams, live, calls.figures().failures()));
            }
            var traffic = new Traffic(site, site.lowers.getLast(), atMost);
            Results results = kill(kills, streams, site, screens, gateway, traffic);
            results.write(live, kills, gateway.metric("cascade_orphans"), report);
            mix.write(results.lostPackets, report);
            traffic.stop();
            site.loop.runUntil(traffic::isOver, ENDS);
            report.line("");
            report.line(traffic.line());
            report.line(endAll(site, calls, filmed, live));
            site.loop.runFor(REAPED);
            report.line("Orphans then: %.0f; streams left: %.0f."
                    .formatted(gateway.metric("cascade_orphans"), gateway.metric("cascade_streams")));
        }
    }

    private static Results kill(
            int kills, int streams, Site site, Screens screens, KilledGateway gateway, Traffic traffic)
            throws IOException {
        Random random = new Random(SEED);
        Results results = new Results(streams);
        for (int i = 0; i < kills; i++) {
            screens.mark();
            site.loop.runFor(Duration.ofMillis(500 + random.nextInt(1_500)));
            int before = screens.flowing();
            gateway.kill();
            traffic.onKill();
            site.loop.runFor(IN_FLIGHT);
            screens.mark();
            var readiness = new Readiness(gateway);
            site.loop.runUntil(() -> readiness.isKnown() && screens.flowing() >= before, RETURN);
            gateway.startNanos().ifPresent(start -> {
                readiness.nanos().ifPresent(ready -> results.ready.add(ready - start));
                results.onArrivals(screens.arrivals(), start);
            });
            site.loop.runFor(SETTLE);
            results.lostCalls += before - screens.flowing();
            results.onLost(screens.lost());
            results.pauses.addAll(screens.pauses());
        }
        return results;
    }

    /** Half by the lowers, then what is left by the upper. */
    private static String endAll(Site site, CallLoad calls, List<LowerPeer> lowers, int live) throws IOException {
        UpperPeer upper = site.uppers.getFirst();
        long endedBefore = upper.ended().size();
        int each = live / 2 / lowers.size();
        int half = each * lowers.size();
        var answers = new Refusals();
        lowers.forEach(lower -> lower.endCalls(each, answers));
        site.loop.runUntil(() -> answers.accepted() == half && upper.ended().size() - endedBefore >= half, ENDS);
        long told = upper.ended().size() - endedBefore;
        calls.end(callId -> !upper.ended().contains(callId));
        site.loop.runUntil(() -> calls.figures().completed >= live - half, ENDS);
        return "Then the lower ended half: %d of %d BYEs answered 200, %d told to the upper; the upper the rest: %d of %d answered 200."
                .formatted(answers.accepted(), half, told, calls.figures().completed, live - half);
    }

    /** Sums over all kills. */
    private static final class Results {
        private final Durations pauses = new Durations();
        private final Durations first = new Durations();
        private final Durations all = new Durations();
        private final Durations ready = new Durations();
        private int lostCalls;
        /** By stream. */
        private final long[] lostPackets;

        Results(int streams) {
            lostPackets = new long[streams];
        }

        void onLost(List<Integer> packets) {
            Arrays.setAll(lostPackets, stream -> lostPackets[stream] + packets.get(stream));
        }

        void onArrivals(List<Long> nanos, long start) {
            nanos.stream().mapToLong(each -> each - start).min().ifPresent(first::add);
            nanos.stream().mapToLong(each -> each - start).max().ifPresent(all::add);
        }

        void write(int streams, int kills, double orphans, SipReport report) {
            long lost = Arrays.stream(lostPackets).sum();
            report.line(
                    "%d streams, killed %d times: %d calls lost, %d packets lost (%.1f a stream and kill), %.0f orphans."
                            .formatted(
                                    streams,
                                    kills,
                                    lostCalls,
                                    lost,
                                    (double) lost / Math.max(1, streams * kills),
                                    orphans));
            report.line("");
            report.header(List.of("ms", "p50", "p95", "worst"));
            row("gap of a stream", pauses, report);
            row("`exec` to the first relayed packet", first, report);
            row("`exec` to the last stream's first packet", all, report);
            row("`exec` to READY", ready, report);
        }

        private static void row(String what, Durations durations, SipReport report) {
            List<String> cells = new ArrayList<>(List.of(what));
            cells.addAll(durations.cells());
            report.row(cells);
        }
    }
}
