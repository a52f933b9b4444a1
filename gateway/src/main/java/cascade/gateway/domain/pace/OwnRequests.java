package cascade.gateway.domain.pace;

import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Pace of the requests that we make of our own accord, catalog queries and subscriptions, all peers together: so many a second,
 * first come first served, and none while calls are refused. A whole city that registers at once, as after a power cut, is not
 * asked at once; few that come are, since a second's worth may leave together. Control loop only.
 */
public final class OwnRequests {

    /** One that is to be made. */
    @FunctionalInterface
    public interface Request {

        /** @return whether it was sent; one that is no longer called for takes no turn */
        boolean send();
    }

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Overload control looks as often. */
    private static final Duration OVERLOAD_LOOK = Duration.ofMillis(100);

    private final IntSupplier perSecond;
    private final BooleanSupplier overloaded;
    private final LongSupplier nanoTime;
    private final Timer turn;
    private final Queue<Request> waiting = new ArrayDeque<>();

    /** When all that was asked so far would have been, evenly. */
    private long evenNanos;

    private boolean isServing;

    /** Read by whoever scrapes. */
    private volatile int waitingNow;

    /**
     * @param perSecond requests a second, in force at the time of use
     * @param overloaded whether calls are refused
     * @param nanoTime a clock that only goes forward
     */
    public OwnRequests(IntSupplier perSecond, BooleanSupplier overloaded, Timers timers, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.overloaded = overloaded;
        this.nanoTime = nanoTime;
        this.turn = new Timer(timers);
        this.evenNanos = nanoTime.getAsLong();
    }

    /** Makes a request now or in its turn. */
    public void inTurn(Request request) {
        waiting.add(request);
        if (!turn.isRunning() && !isServing) {
            serve();
        }
        waitingNow = waiting.size();
    }

    /** Requests that wait for their turn. Any thread. */
    public int waiting() {
        return waitingNow;
    }

    /** Nothing that waits is asked any more. */
    public void close() {
        turn.stop();
        waiting.clear();
        waitingNow = 0;
    }

    private void serve() {
        isServing = true;
        Duration wait = untilNext();
        while (!waiting.isEmpty() && !wait.isPositive()) {
            if (waiting.remove().send()) {
                evenNanos = Math.max(evenNanos, nanoTime.getAsLong()) + stepNanos();
            }
            wait = untilNext();
        }
        isServing = false;
        waitingNow = waiting.size();
        if (!waiting.isEmpty()) {
            turn.start(wait, this::serve);
        }
    }

    private Duration untilNext() {
        if (overloaded.getAsBoolean()) {
            return OVERLOAD_LOOK;
        }
        return Duration.ofNanos(evenNanos + stepNanos() - nanoTime.getAsLong()).minus(SECOND);
    }

    private long stepNanos() {
        return SECOND.toNanos() / perSecond.getAsInt();
    }
}
