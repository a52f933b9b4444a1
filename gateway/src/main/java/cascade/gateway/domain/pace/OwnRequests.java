package cascade.gateway.domain.pace;

import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pace of the requests that we make of our own accord, catalog queries and subscriptions, all peers together: so many a second,
 * and fewer while calls are refused. A city that registers at once, as after a power cut, is so asked one after the other; few
 * lowers are asked at once, as many as a second has requests. Control loop only.
 */
public final class OwnRequests {

    private static final Logger LOG = LoggerFactory.getLogger(OwnRequests.class);
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    /** Of those that waited, in one turn of the loop. */
    private static final int AT_ONCE = 10;

    /** Of those that are urgent, before one of the others has its turn. */
    private static final int URGENT_IN_A_ROW = 3;

    private static final Duration NEXT_TURN = Duration.ofMillis(1);

    private final IntSupplier perSecond;
    private final DoubleSupplier admittedShare;
    private final LongSupplier nanoTime;
    private final Timer next;
    private final SequencedSet<RequestTurn> urgent = new LinkedHashSet<>();
    private final SequencedSet<RequestTurn> others = new LinkedHashSet<>();

    /** When the requests that were made would be done, had each taken its part of a second, one after the other. */
    private long usedUntilNanos;

    private int urgentInARow;
    private boolean wasOverloaded;
    private boolean isServing;
    private boolean isClosed;

    /** Read by whoever scrapes. */
    private volatile int waiting;

    /**
     * @param perSecond requests a second, in force at the time of use
     * @param admittedShare of new calls, 0 to 1; below 1 so much of the rate is left, and one a second at least
     * @param nanoTime a clock that only goes forward
     */
    public OwnRequests(IntSupplier perSecond, DoubleSupplier admittedShare, Timers timers, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.admittedShare = admittedShare;
        this.nanoTime = nanoTime;
        this.next = new Timer(timers);
        this.usedUntilNanos = nanoTime.getAsLong();
    }

    /** A turn among all others, first come first served. */
    public RequestTurn newTurn() {
        return new RequestTurn(this, others);
    }

    /** The same before most others: somebody waits for what comes of it. */
    public RequestTurn newUrgentTurn() {
        return new RequestTurn(this, urgent);
    }

    /** Requests that wait for their turn. Any thread. */
    public int waiting() {
        return waiting;
    }

    /** What waits, or is still to come, is not made any more. */
    public void close() {
        isClosed = true;
        next.stop();
        urgent.clear();
        others.clear();
        count();
    }

    void onWaiting() {
        if (!next.isRunning() && !isServing && !isClosed) {
            serve();
        }
        count();
    }

    /** Others wait now than did. */
    void count() {
        waiting = urgent.size() + others.size();
    }

    private void serve() {
        isServing = true;
        try {
            saveNothingUnderLoad();
            for (int made = 0; made < AT_ONCE && hasWaiting() && waitNanos() <= 0; made++) {
                usedUntilNanos = Math.max(usedUntilNanos, nanoTime.getAsLong()) + stepNanos();
                make(first());
            }
        } finally {
            isServing = false;
        }
        count();
        if (hasWaiting() && !isClosed) {
            Duration wait = Duration.ofNanos(waitNanos());
            next.start(wait.compareTo(NEXT_TURN) < 0 ? NEXT_TURN : wait, this::serve);
        }
    }

    /** Else what was not used while calls are refused would leave together as soon as they are not. */
    private void saveNothingUnderLoad() {
        boolean overloaded = admittedShare.getAsDouble() < 1;
        if (overloaded || wasOverloaded) {
            usedUntilNanos = Math.max(usedUntilNanos, nanoTime.getAsLong() + SECOND_NANOS - stepNanos());
        }
        wasOverloaded = overloaded;
    }

    private RequestTurn first() {
        boolean isUrgent = !urgent.isEmpty() && (others.isEmpty() || urgentInARow < URGENT_IN_A_ROW);
        urgentInARow = isUrgent ? urgentInARow + 1 : 0;
        return (isUrgent ? urgent : others).removeFirst();
    }

    /** A fault in one is no reason to leave the others. */
    private static void make(RequestTurn turn) {
        try {
            turn.make();
        } catch (RuntimeException fault) {
            LOG.atError().setCause(fault).log("request of our own accord failed");
        }
    }

    private boolean hasWaiting() {
        return !urgent.isEmpty() || !others.isEmpty();
    }

    private long waitNanos() {
        return usedUntilNanos - nanoTime.getAsLong() - (SECOND_NANOS - stepNanos());
    }

    private long stepNanos() {
        return (long) (SECOND_NANOS / Math.max(1, perSecond.getAsInt() * admittedShare.getAsDouble()));
    }
}
