package cascade.gateway.bench.survival;

import cascade.gateway.bench.load.CallLoad;
import cascade.gateway.bench.sip.Loopback;
import cascade.gateway.bench.sip.SipBenchOptions;
import cascade.gateway.bench.sip.SipReport;
import cascade.gateway.bench.sip.SipTrial;
import cascade.gateway.bench.sip.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Gateway that is killed at random moments amid live streams, and started again: by us, or by a keeper that holds its sockets
 * meanwhile. At the end all calls are ended by the upper.
 */
record KillTrial(String id, String title, boolean kept) implements SipTrial {

    private static final int STREAMS = 200;
    /** Each stream: 50 packets of 1,000 bytes a second. */
    private static final Duration PACKET_EVERY = Duration.ofMillis(20);

    private static final int PACKET_BYTES = 1_000;
    private static final int CALLS_A_SECOND = 25;
    private static final int FIRST_PORT = 20_002;
    private static final Duration UP = Duration.ofSeconds(60);
    private static final Duration RETURN = Duration.ofSeconds(20);
    private static final Duration SETTLE = Duration.ofSeconds(2);
    /** Of one kill with all that belongs to it. */
    private static final Duration ROUND = Duration.ofSeconds(9);

    private static final long SEED = 13;

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        int streams = options.quick() ? STREAMS / 4 : STREAMS;
        int kills = options.kills().orElse(options.quick() ? 5 : 100);
        report.heading(title + " (`" + id + "`)");
        try (Site site = Site.open(Loopback.plan(1, 1, lower -> streams));
                Screens screens =
                        new Screens(site.plan().upperSocket().apply(0).getAddress(), FIRST_PORT, 3 * STREAMS);
                KilledGateway gateway =
                        KilledGateway.start(options.folder().resolve(id), options.launcher(), site, kept)) {
            site.lowers.getFirst().sendMediaEvery(PACKET_EVERY, PACKET_BYTES);
            site.bringUp(site.lowers, UP);
            Duration calling = Duration.ofMillis(1_000L * streams / CALLS_A_SECOND);
            CallLoad calls = new CallLoad(
                    site.loop,
                    site.uppers,
                    site::channel,
                    calling.plus(ROUND.multipliedBy(kills)).plus(UP),
                    CALLS_A_SECOND,
                    calling);
            site.loop.runUntil(() -> screens.flowing() == streams, calling.plus(UP));
            int live = screens.flowing();
            if (live < streams) {
                report.line("Of %d calls %d stream: %s."
                        .formatted(streams, live, calls.figures().failures()));
            }
            Results results = kill(kills, site, screens, gateway);
            report.line(results.line(live, kills, gateway.metric("cascade_orphans")));
            boolean over =
                    site.loop.runUntil(calls::isOver, ROUND.multipliedBy(kills).plus(UP.multipliedBy(2)));
            report.line("Then the upper ended all: %d of %d BYEs answered 200%s."
                    .formatted(calls.figures().completed, live, over ? "" : ", some not at all"));
        }
    }

    private static Results kill(int kills, Site site, Screens screens, KilledGateway gateway) throws IOException {
        Random random = new Random(SEED);
        Results results = new Results();
        for (int i = 0; i < kills; i++) {
            screens.mark();
            site.loop.runFor(Duration.ofMillis(500 + random.nextInt(1_500)));
            int before = screens.flowing();
            gateway.kill();
            screens.mark();
            site.loop.runUntil(() -> screens.flowing() >= before, RETURN);
            site.loop.runFor(SETTLE);
            results.lostCalls += before - screens.flowing();
            results.lostPackets += screens.lost();
            results.pauses.addAll(screens.pauses());
        }
        return results;
    }

    /** Sums over all kills. */
    private static final class Results {
        private static final double NANOS_PER_MILLI = 1e6;

        private final List<Long> pauses = new ArrayList<>();
        private int lostCalls;
        private long lostPackets;

        String line(int streams, int kills, double orphans) {
            Collections.sort(pauses);
            return ("%d streams, killed %d times: %d calls lost, %d packets lost (%.1f a stream and kill), gap p50 %s, p95 %s,"
                            + " worst %s ms, %.0f orphans.")
                    .formatted(
                            streams,
                            kills,
                            lostCalls,
                            lostPackets,
                            (double) lostPackets / Math.max(1, streams * kills),
                            pause(0.5),
                            pause(0.95),
                            pause(1),
                            orphans);
        }

        private String pause(double share) {
            return pauses.isEmpty()
                    ? "-"
                    : SipReport.number(
                            pauses.get((int) Math.min(pauses.size() - 1, share * pauses.size())) / NANOS_PER_MILLI);
        }
    }
}
