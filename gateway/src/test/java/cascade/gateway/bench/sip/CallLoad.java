package cascade.gateway.bench.sip;

import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/** Calls at a steady rate, by the uppers in turn. The loop's thread. */
final class CallLoad {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static long lastCall;

    private final PeerLoop loop;
    private final List<UpperPeer> uppers;
    private final LongFunction<String> channels;
    private final Duration hold;
    private final double perSecond;
    private final long startNanos = System.nanoTime();
    private final CallFigures figures = new CallFigures();

    private long issued;
    private long endNanos;

    /** @param channels the channel of the n-th call */
    CallLoad(PeerLoop loop, List<UpperPeer> uppers, LongFunction<String> channels, Duration hold, double perSecond) {
        this.loop = loop;
        this.uppers = uppers;
        this.channels = channels;
        this.hold = hold;
        this.perSecond = perSecond;
    }

    CallFigures figures() {
        return figures;
    }

    /** Calls until then; those that run are ended in their time. */
    void start(Duration time) {
        endNanos = startNanos + time.toNanos();
        issue();
    }

    private void issue() {
        long now = System.nanoTime();
        while (now - dueNanos() >= 0 && endNanos - dueNanos() > 0) {
            UpperPeer upper = uppers.get((int) (issued % uppers.size()));
            new Call(upper, channels.apply(issued), ++lastCall, hold, figures).start();
            issued++;
        }
        if (endNanos - dueNanos() > 0) {
            loop.at(dueNanos(), this::issue);
        }
    }

    private long dueNanos() {
        return startNanos + (long) (issued / perSecond * NANOS_PER_SECOND);
    }

    /** So long it called. */
    double seconds() {
        return (double) (endNanos - startNanos) / NANOS_PER_SECOND;
    }

    boolean isOver() {
        return endNanos - dueNanos() <= 0 && figures.isOver();
    }
}
