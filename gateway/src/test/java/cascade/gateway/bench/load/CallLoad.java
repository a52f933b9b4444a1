package cascade.gateway.bench.load;

import cascade.gateway.bench.peer.PeerLoop;
import cascade.gateway.bench.peer.UpperPeer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/** Calls at a steady rate, by the uppers in turn. The loop's thread. */
public final class CallLoad {

    /** Of the whole process, since its Call-IDs are numbers. */
    private static long lastCall;

    private final CallFigures figures = new CallFigures();
    private final Pace pace;

    /**
     * Calls from now on; those that run at its end are ended in their time.
     *
     * @param channels the channel of the n-th call
     */
    public CallLoad(
            PeerLoop loop,
            List<UpperPeer> uppers,
            LongFunction<String> channels,
            Duration hold,
            double perSecond,
            Duration time) {
        pace = Pace.start(loop, perSecond, time, number -> {
            UpperPeer upper = uppers.get((int) (number % uppers.size()));
            new Call(upper, channels.apply(number), ++lastCall, hold, figures).start();
        });
    }

    public CallFigures figures() {
        return figures;
    }

    /** So long it called. */
    public double seconds() {
        return pace.seconds();
    }

    /** Calls no more. */
    public void stop() {
        pace.stop();
    }

    public boolean isOver() {
        return pace.isOver() && figures.isOver();
    }
}
