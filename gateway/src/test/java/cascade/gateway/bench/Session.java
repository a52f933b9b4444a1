package cascade.gateway.bench;

import cascade.gateway.bench.kit.Latencies;
import cascade.gateway.bench.kit.ProcessCpu;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One load through one relay: its cameras, its streams, its sink. One thread. */
final class Session implements AutoCloseable {

    /** Longer than any slot. */
    private static final long DRAIN_MILLIS = 150;

    private final Load load;
    private final Relay relay;
    private final Cameras cameras;
    private final Sink sink;
    private RunClock clock = RunClock.startNow();

    record Counts(long sent, long received, long overflowed, long wrong, OptionalLong allocated) {}

    private Session(Load load, Relay relay, Cameras cameras, Sink sink) {
        this.load = load;
        this.relay = relay;
        this.cameras = cameras;
        this.sink = sink;
    }

    /** @param stamped latencies are by the kernel's receive stamps; else by when the sink looked */
    static Session open(Load load, Relay relay, Place place, boolean stamped) throws IOException {
        int run = ThreadLocalRandom.current().nextInt();
        boolean sameSsrc = !load.rewritten() || relay.keepsSsrc();
        Outputs outputs = new Outputs(load, run, relay.ownSsrcPerViewer(), sameSsrc);
        Sink sink = load.tcp() ? new TcpSink(place, outputs) : new UdpSink(place, outputs, load.viewers() > 1, stamped);
        try {
            List<InetSocketAddress> entries = relay.open(load, place);
            return new Session(load, relay, new Cameras(load, run, place, entries), sink);
        } catch (IOException | RuntimeException e) {
            sink.close();
            throw e;
        }
    }

    Measured run(long warmUpMillis, long windowMillis) throws Exception {
        return run(load.totalPerSecond(), warmUpMillis, windowMillis);
    }

    Measured run(double packetsPerSecond, long warmUpMillis, long windowMillis) throws Exception {
        Counts before = startRun();
        send(packetsPerSecond, warmUpMillis);
        outputs().measureFromNow();
        ProcessCpu cpu = ProcessCpu.of(relay.pid());
        long core = ProcessCpu.coreNanos();
        long received = outputs().received();
        long sent = cameras.sent();
        long start = System.nanoTime();
        send(packetsPerSecond, windowMillis);
        double nanos = System.nanoTime() - start;
        long cpuNanos = ProcessCpu.of(relay.pid()).nanosSince(cpu);
        long coreNanos = ProcessCpu.coreNanos() - core;
        double receivedInWindow = outputs().received() - received;
        double sentInWindow = cameras.sent() - sent;
        Counts after = drain();
        long overflowed = after.overflowed - before.overflowed;
        long expected = (after.sent - before.sent) * load.viewers() - overflowed;
        long arrived = after.received - before.received;
        Latencies latencies = outputs().latencies;
        return new Measured(
                cpuNanos / 1e3 / receivedInWindow * load.viewers(),
                cpuNanos / nanos,
                sentInWindow * 1e9 / nanos,
                expected,
                Math.max(0, expected - arrived),
                after.wrong - before.wrong,
                latencies.quantile(0.5),
                latencies.quantile(0.99),
                latencies.quantile(0.999),
                after.allocated.isPresent() && arrived > 0
                        ? (double) (after.allocated.getAsLong() - before.allocated.getAsLong())
                                / arrived
                                * load.viewers()
                        : Double.NaN,
                Math.max(0, coreNanos - cpuNanos) / nanos);
    }

    Counts startRun() throws Exception {
        clock = RunClock.startNow();
        cameras.startRun();
        outputs().startRun(clock);
        return counts();
    }

    void send(double packetsPerSecond, long millis) {
        cameras.send(clock, packetsPerSecond, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    Counts drain() throws Exception {
        Thread.sleep(DRAIN_MILLIS);
        long received = -1;
        while (received != outputs().received()) {
            received = outputs().received();
            Thread.sleep(DRAIN_MILLIS);
        }
        return counts();
    }

    private Counts counts() throws Exception {
        Outputs outputs = outputs();
        long wrong = outputs.wrong + outputs.duplicates + outputs.reordered;
        return new Counts(cameras.sent(), outputs.received(), sink.overflowed(), wrong, relay.allocatedBytes());
    }

    /** Nanoseconds since the run began. */
    long nanosSinceStart() {
        return System.nanoTime() - clock.startNanos();
    }

    Timeline sentAt() {
        return cameras.sentAt();
    }

    Outputs outputs() {
        return sink.outputs();
    }

    Load load() {
        return load;
    }

    @Override
    public void close() throws IOException {
        cameras.close();
        relay.closeStreams();
        sink.close();
    }
}
