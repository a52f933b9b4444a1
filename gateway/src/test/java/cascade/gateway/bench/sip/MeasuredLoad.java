package cascade.gateway.bench.sip;

import cascade.gateway.bench.kit.ProcessCpu;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** One load of calls on a gateway, with its cost. */
final class MeasuredLoad {

    /** Columns of {@link #row}, but for its first. */
    static final List<String> COLUMNS = List.of(
            "offered",
            "completed a second",
            "failed",
            "retransmitted",
            "p50 ms",
            "p99 ms",
            "CPU us a call",
            "cores",
            "RSS MB");

    static final Duration HOLD = Duration.ofSeconds(2);
    /** What is under way when the last call has been made is over by then. */
    private static final Duration END = Duration.ofSeconds(40);

    private final Site site;
    private final GatewayUnderTest gateway;

    private final CallLoad load;
    private final long retransmittedBefore;
    private final long invitedBefore;
    private final ProcessCpu before;
    private final long startNanos = System.nanoTime();
    private long cpuNanos;
    private long nanos;

    private MeasuredLoad(
            Site site,
            GatewayUnderTest gateway,
            List<UpperPeer> uppers,
            LongFunction<String> channels,
            double perSecond)
            throws IOException {
        this.site = site;
        this.gateway = gateway;
        this.load = new CallLoad(site.loop, uppers, channels, HOLD, perSecond);
        this.retransmittedBefore = site.transactions.retransmitted();
        this.invitedBefore = site.lowers.stream().mapToLong(LowerPeer::invited).sum();
        this.before = gateway.cpu();
    }

    /** Calls at that rate until they are over. */
    static MeasuredLoad run(
            Site site,
            GatewayUnderTest gateway,
            List<UpperPeer> uppers,
            LongFunction<String> channels,
            double perSecond,
            Duration time)
            throws IOException {
        MeasuredLoad measured = start(site, gateway, uppers, channels, perSecond, time);
        site.loop.runUntil(measured.load::isOver, time.plus(END));
        measured.end();
        return measured;
    }

    /** Calls at that rate, while the caller runs the loop for something else. */
    static MeasuredLoad start(
            Site site,
            GatewayUnderTest gateway,
            List<UpperPeer> uppers,
            LongFunction<String> channels,
            double perSecond,
            Duration time)
            throws IOException {
        var measured = new MeasuredLoad(site, gateway, uppers, channels, perSecond);
        measured.load.start(time);
        return measured;
    }

    void end() throws IOException {
        site.loop.runUntil(load::isOver, END);
        cpuNanos = gateway.cpu().nanosSince(before);
        nanos = System.nanoTime() - startNanos;
    }

    CallFigures figures() {
        return load.figures();
    }

    /** Requests sent again by the peers, and answers and INVITEs by the gateway. */
    long retransmitted() {
        long invited = site.lowers.stream().mapToLong(LowerPeer::invited).sum() - invitedBefore;
        return site.transactions.retransmitted()
                - retransmittedBefore
                + load.figures().repeatedAnswers
                + Math.max(0, invited - load.figures().offered);
    }

    double completedPerSecond() {
        return (double) load.figures().completed / load.seconds();
    }

    List<String> row(String first) throws IOException {
        CallFigures figures = load.figures();
        return new ArrayList<>(List.of(
                first,
                SipReport.number(figures.offered),
                SipReport.number(completedPerSecond()),
                figures.failures(),
                SipReport.number(retransmitted()),
                SipReport.millis(figures.setUp.quantile(0.5)),
                SipReport.millis(figures.setUp.quantile(0.99)),
                SipReport.number(cpuNanos / 1e3 / Math.max(1, figures.completed)),
                String.format(Locale.ROOT, "%.2f", (double) cpuNanos / nanos),
                SipReport.number(gateway.residentMegabytes())));
    }
}
