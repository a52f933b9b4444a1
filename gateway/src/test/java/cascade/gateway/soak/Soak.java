package cascade.gateway.soak;

import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.MediaTotals;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.relay.plane.MediaPlanes;
import cascade.gateway.testkit.Trials;
import cascade.gateway.testkit.media.FilmViewers;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Many streams whose viewers and themselves come and go at random, each packet checked; then everything is closed, and
 * nothing may be left. A line each ten seconds, a verdict at the end, status 1 when it is bad.
 *
 * <p>{@code Soak [duration: 20m] [streams: 200] [packets a second and stream: 10] [changes a second: 50]}
 */
public final class Soak {

    private static final Duration QUARANTINE = Duration.ofSeconds(5);
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int CLOSE_ONE_IN = 8;
    private static final double MIB = 1 << 20;

    /** What a heap of some tens of MiB may seem to grow by, from sample to sample, without a leak. */
    private static final double HEAP_SLACK_BYTES = 3 * MIB;

    /** What logging, statistics of this program and the JVM's own tables come to. */
    private static final double KEPT_SLACK_BYTES = 1.5 * MIB;

    /** Compiled code and the allocator's own pools settle late. */
    private static final double RESIDENT_SLACK_BYTES = 48 * MIB;

    private static final double ARENA_SLACK_BYTES = 2 * MIB;
    private static final int DESCRIPTOR_SLACK = 4;

    private final long seed = Trials.seed();
    private final Random random = new Random(seed);
    private final int changesASecond;
    private final Vertx vertx = Vertx.vertx();
    private final MediaPlane plane;
    private final FilmViewers viewers = new FilmViewers();
    private final AtomicReferenceArray<@Nullable SoakStream> streams;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Trend trend = new Trend();
    private long changes;
    private long opened;

    private Soak(int count, int packetsASecond, int changesASecond) {
        this.changesASecond = changesASecond;
        PortRange ports = new PortRange(20_000, 39_999);
        plane = SoakStream.await(MediaPlanes.start(
                vertx.getOrCreateContext(),
                MediaSettings.defaults()
                        .withPortQuarantine(QUARANTINE)
                        .withGear(MediaGear.valueOf(System.getProperty("trials.gear", "AUTO"))),
                List.of(network("district", "127.65.0.1", ports), network("city", "127.65.0.2", ports))));
        streams = new AtomicReferenceArray<>(count);
        clock.scheduleAtFixedRate(this::film, 0, 1_000_000 / packetsASecond, TimeUnit.MICROSECONDS);
        System.out.printf(
                "soak: seed %d, %d streams, %d packets/s each, %d changes/s%n",
                seed, count, packetsASecond, changesASecond);
    }

    private static MediaNetwork network(String name, String host, PortRange ports) {
        return new MediaNetwork(name, InetAddress.ofLiteral(host), host, List.of(ports));
    }

    public static void main(String[] arguments) throws Exception {
        Duration duration = arguments.length > 0 ? Durations.parse(arguments[0]) : Duration.ofMinutes(20);
        Soak soak = new Soak(number(arguments, 1, 200), number(arguments, 2, 10), number(arguments, 3, 50));
        boolean good = soak.run(duration);
        System.exit(good ? 0 : 1);
    }

    private static int number(String[] arguments, int index, int usual) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : usual;
    }

    /** The camera's thread. */
    private void film() {
        try {
            for (int i = 0; i < streams.length(); i++) {
                SoakStream stream = streams.get(i);
                if (stream != null) {
                    stream.film();
                }
            }
        } catch (RuntimeException | Error e) {
            faults.add("camera: " + e);
            throw e;
        }
    }

    private boolean run(Duration duration) throws InterruptedException {
        // once round first: what is made once and stays does not count
        churn(TimeUnit.SECONDS.toNanos(5));
        closeAll();
        awaitPortsRested();
        Footprint before = Footprint.now();
        print("before", before);
        churn(duration.toNanos());
        closeAll();
        awaitPortsRested();
        Footprint after = Footprint.now();
        print("after", after);
        boolean good = verdict(before, after);
        good = closePlane() && good;
        System.out.println(good ? "soak: good" : "soak: BAD, seed " + seed);
        return good;
    }

    private void churn(long nanos) {
        long start = System.nanoTime();
        long nextLine = start + LINE_NANOS;
        while (System.nanoTime() - start < nanos && faults.isEmpty()) {
            change();
            if (System.nanoTime() >= nextLine) {
                nextLine += LINE_NANOS;
                Footprint now = Footprint.now();
                trend.add(now);
                print(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s", now);
            }
            LockSupport.parkNanos(random.nextLong(2 * TimeUnit.SECONDS.toNanos(1) / changesASecond));
        }
    }

    private void change() {
        int index = random.nextInt(streams.length());
        SoakStream stream = streams.get(index);
        try {
            if (stream == null) {
                streams.set(index, new SoakStream(index, new Random(random.nextLong()), plane, viewers));
                opened++;
            } else if (random.nextInt(CLOSE_ONE_IN) == 0) {
                streams.set(index, null);
                stream.close();
            } else {
                stream.change();
            }
            changes++;
        } catch (AssertionError | RuntimeException e) {
            faults.add("stream " + index + ": " + e);
        }
    }

    private void closeAll() {
        for (int i = 0; i < streams.length(); i++) {
            SoakStream stream = streams.get(i);
            streams.set(i, null);
            try {
                if (stream != null) {
                    stream.close();
                }
            } catch (AssertionError | RuntimeException e) {
                faults.add("stream " + i + ": " + e);
            }
        }
    }

    private void awaitPortsRested() {
        long end = System.nanoTime() + 3 * QUARANTINE.toNanos();
        while (System.nanoTime() < end && ports().stream().anyMatch(usage -> usage.used() + usage.quarantined() > 0)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private List<PortUsage> ports() {
        return SoakStream.await(plane.portUsage());
    }

    private void print(String when, Footprint now) {
        MediaTotals totals = SoakStream.await(plane.totals());
        int open = 0;
        int watchers = 0;
        for (int i = 0; i < streams.length(); i++) {
            SoakStream stream = streams.get(i);
            open += stream == null ? 0 : 1;
            watchers += stream == null ? 0 : stream.watchers();
        }
        List<PortUsage> ports = ports();
        System.out.printf(
                "%7s  %s  streams %4d  viewers %4d  ports used %5d resting %5d  opened %d  changes %d"
                        + "  in %d  out %d  lost %d  refused %d  faults %d%n",
                when,
                now.text(),
                open,
                watchers,
                ports.stream().mapToInt(PortUsage::used).sum(),
                ports.stream().mapToInt(PortUsage::quarantined).sum(),
                opened,
                changes,
                totals.of("lower").rtpPacketsIn(),
                totals.of("upper").rtpPacketsOut(),
                totals.of("lower").rtpLost(),
                totals.refusedCommands() + totals.refusedEvents(),
                totals.loopFaults());
    }

    private boolean verdict(Footprint before, Footprint after) {
        MediaTotals totals = SoakStream.await(plane.totals());
        faults.forEach(fault -> say(false, fault));
        boolean good = say(faults.isEmpty(), "every run without a gap, every loss an inflicted one");
        good &= say(viewers.strays() == 0, viewers.strays() + " packets to viewers that had left");
        good &= say(totals.loopFaults() == 0, totals.loopFaults() + " faults of the loops");
        int ports = ports().stream()
                .mapToInt(usage -> usage.used() + usage.quarantined())
                .sum();
        good &= say(ports == 0, ports + " ports still in use or resting");
        long descriptors = after.descriptors() - before.descriptors();
        good &= say(descriptors <= DESCRIPTOR_SLACK, descriptors + " descriptors more than before");
        double leftOver = after.arenas() - (double) before.arenas();
        double arenas = Math.max(leftOver, trend.growth(Footprint::arenas));
        good &= say(arenas <= ARENA_SLACK_BYTES, "%.1f MiB of native memory more than before".formatted(arenas / MIB));
        double kept = after.heap() - (double) before.heap();
        good &= say(kept <= KEPT_SLACK_BYTES, "%.1f MiB of heap more than before".formatted(kept / MIB));
        double heap = trend.growth(Footprint::heap);
        good &= say(heap <= HEAP_SLACK_BYTES, "heap grew by %.1f MiB from first to last".formatted(heap / MIB));
        double resident = trend.growth(Footprint::resident);
        good &= say(
                resident <= RESIDENT_SLACK_BYTES,
                "resident memory grew by %.1f MiB from first to last".formatted(resident / MIB));
        return good;
    }

    /** The plane leaves no thread, no socket, no memory of its own. */
    private boolean closePlane() {
        clock.shutdown();
        viewers.close();
        SoakStream.await(plane.close());
        boolean gone = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!gone && System.nanoTime() < end) {
            gone = Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("media-"));
        }
        System.out.printf("%7s  %s%n", "closed", Footprint.now().text());
        SoakStream.await(vertx.close());
        return say(gone, "the loops' threads have ended");
    }

    private static boolean say(boolean good, String what) {
        System.out.println((good ? "ok    " : "BAD   ") + what);
        return good;
    }
}
