package cascade.gateway.bench.sip;

import cascade.gateway.bench.kit.ProcessCpu;
import cascade.gateway.bench.kit.ProcessCpu.Kind;
import cascade.gateway.bench.kit.UnderTest;
import cascade.gateway.bench.load.CallFigures;
import cascade.gateway.bench.load.CallLoad;
import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.UpperPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** One load of calls on what is under test, with its cost. */
public final class MeasuredLoad {

    public static final Duration HOLD = Duration.ofSeconds(2);
    /** What is under way when the last call has been made is over by then. */
    private static final Duration END = Duration.ofSeconds(40);

    private static final int WARM_UP_RATE = 100;
    /** What is called a few thousand times is compiled. */
    private static final int COMPILING_RATE = 250;

    private static final Duration WARM_UP_WINDOW = Duration.ofSeconds(10);
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(3);
    /** Cores that a compiler uses at most when it is done but for what is rare. */
    private static final double COMPILED = 0.03;

    private final Site site;
    private final UnderTest server;
    private final long retransmittedBefore;
    private final long invitedBefore;
    private final ProcessCpu before;
    private final long startNanos = System.nanoTime();
    private final CallLoad load;
    private long cpuNanos;
    private long compilerNanos;
    private long collectorNanos;
    private long nanos;

    private MeasuredLoad(
            Site site,
            UnderTest server,
            List<UpperPeer> uppers,
            LongFunction<String> channels,
            double perSecond,
            Duration time)
            throws IOException {
        this.site = site;
        this.server = server;
        this.retransmittedBefore = site.transactions.retransmitted();
        this.invitedBefore = invited();
        this.before = server.cpu();
        this.load = new CallLoad(site.loop, uppers, channels, HOLD, perSecond, time);
    }

    /** Calls to all channels in turn at that rate, until they are over. */
    public static MeasuredLoad run(Site site, UnderTest server, double perSecond, Duration time) throws IOException {
        MeasuredLoad measured = start(site, server, site.uppers, site::channel, perSecond, time);
        site.loop.runUntil(measured.load::isOver, time);
        measured.end();
        return measured;
    }

    /**
     * Calls before the first that count: some, and, but for a quick run, more until the JVM's compiler has next to nothing left to do
     * for them, as it has after the first minutes of a gateway's life.
     */
    static void warmUp(Site site, UnderTest server, SipBenchOptions options, SipReport report) throws IOException {
        run(site, server, WARM_UP_RATE, options.warmUp());
        long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        boolean compiled = options.quick();
        while (!compiled && System.nanoTime() < end) {
            compiled = run(site, server, COMPILING_RATE, WARM_UP_WINDOW).compilerCores() < COMPILED;
        }
        if (!compiled) {
            report.afterTable("The compiler was still at work when the first row was measured.");
        }
    }

    /** Calls at that rate, while the caller runs the loop for something else. */
    public static MeasuredLoad start(
            Site site,
            UnderTest server,
            List<UpperPeer> uppers,
            LongFunction<String> channels,
            double perSecond,
            Duration time)
            throws IOException {
        return new MeasuredLoad(site, server, uppers, channels, perSecond, time);
    }

    /** Calls no more, and waits until the last call is over. */
    public void stop() throws IOException {
        load.stop();
        end();
    }

    /** Waits until the last call is over. */
    public void end() throws IOException {
        site.loop.runUntil(load::isOver, END);
        ProcessCpu now = server.cpu();
        cpuNanos = now.nanosSince(before);
        compilerNanos = now.nanosSince(before, EnumSet.of(Kind.COMPILER));
        collectorNanos = now.nanosSince(before, EnumSet.of(Kind.COLLECTOR));
        nanos = System.nanoTime() - startNanos;
    }

    public CallFigures figures() {
        return load.figures();
    }

    private long invited() {
        return site.lowers.stream().mapToLong(LowerPeer::invited).sum();
    }

    /** Requests sent again by the peers, and final responses and INVITEs by the gateway. */
    public long retransmitted() {
        long invitedAgain = Math.max(0, invited() - invitedBefore - figures().offered);
        return site.transactions.retransmitted() - retransmittedBefore + figures().repeatedAnswers + invitedAgain;
    }

    public double completedPerSecond() {
        return figures().completed / load.seconds();
    }

    /** Of all that is under test, in microseconds. */
    public double cpuMicrosPerCall() {
        return cpuNanos / 1e3 / Math.max(1, figures().completed);
    }

    /** The same without the JVM's compiler, whose work is over some day. */
    public double compiledMicrosPerCall() {
        return (cpuNanos - compilerNanos) / 1e3 / Math.max(1, figures().completed);
    }

    private double compilerCores() {
        return (double) compilerNanos / nanos;
    }

    private double collectorMicrosPerCall() {
        return collectorNanos / 1e3 / Math.max(1, figures().completed);
    }

    public String cores() {
        return String.format(Locale.ROOT, "%.2f", (double) cpuNanos / nanos);
    }

    /** Columns of {@link #costCells}. */
    static final List<String> COST = List.of(
            "failed",
            "retransmitted",
            "set-up p50 ms",
            "p99 ms",
            "CPU us a call",
            "less compiler us",
            "collector us",
            "cores",
            "RSS MB");

    /** The calls and what they cost; the memory is that of now. */
    List<String> costCells() throws IOException {
        return List.of(
                figures().failures(),
                SipReport.number(retransmitted()),
                SipReport.millis(figures().setUp.quantile(0.5)),
                SipReport.millis(figures().setUp.quantile(0.99)),
                SipReport.number(cpuMicrosPerCall()),
                SipReport.number(compiledMicrosPerCall()),
                SipReport.number(collectorMicrosPerCall()),
                cores(),
                SipReport.number(server.residentMegabytes()));
    }

    /** Columns of {@link #cells}. */
    public static final List<String> CALLS = List.of("calls", "failed", "set-up p50 ms", "p99 ms");

    /** The calls in short. */
    public List<String> cells() {
        return List.of(
                SipReport.number(figures().offered),
                figures().failures(),
                SipReport.millis(figures().setUp.quantile(0.5)),
                SipReport.millis(figures().setUp.quantile(0.99)));
    }
}
