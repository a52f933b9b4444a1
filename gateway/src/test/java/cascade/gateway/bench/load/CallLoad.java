package cascade.gateway.bench.load;

import cascade.gateway.bench.peer.PeerLoop;
import cascade.gateway.bench.peer.UpperPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** Calls at a steady rate, by the uppers in turn. The loop's thread. */
public final class CallLoad {

    /** Of the whole process, since its Call-IDs are numbers. */
    private static long lastCall;

    private final CallFigures figures = new CallFigures();
    private final CallFigures apart = new CallFigures();
    private final List<Call> running = new ArrayList<>();
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
        this(loop, uppers, channels, Receiver.UDP, hold, perSecond, time);
    }

    /** The same with a receiver for all of them. */
    public CallLoad(
            PeerLoop loop,
            List<UpperPeer> uppers,
            LongFunction<String> channels,
            Receiver receiver,
            Duration hold,
            double perSecond,
            Duration time) {
        pace = Pace.start(loop, perSecond, time, number -> {
            UpperPeer upper = uppers.get((int) (number % uppers.size()));
            var call = new Call(upper, channels.apply(number), ++lastCall, hold, receiver, figures);
            running.add(call);
            call.start();
            running.removeIf(Call::isOver);
        });
    }

    public CallFigures figures() {
        return figures;
    }

    /** Of the calls that were {@linkplain #countTransitionsApart in transition} at some time. */
    public CallFigures apart() {
        return apart;
    }

    /** Calls that are being set up or ended now are none of {@link #figures} any more. */
    public void countTransitionsApart() {
        running.stream().filter(Call::isInTransition).forEach(call -> call.countApart(apart));
        running.removeIf(Call::isInTransition);
    }

    /** Ends those calls by BYE before their time. */
    public void end(Predicate<String> callIds) {
        running.stream().filter(call -> callIds.test(call.callId())).forEach(Call::end);
    }

    /** Where the next call of this process wants its media; each one after it two ports higher. */
    public static int nextPort() {
        return Call.port(lastCall + 1);
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
