package cascade.gateway.bench.load;

import cascade.gateway.bench.peer.PeerLoop;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Steady rate of a task; what a late loop has missed is made up for at once. The loop's thread. */
public final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final PeerLoop loop;
    private final double perSecond;
    private final LongConsumer task;
    private final long startNanos = System.nanoTime();
    private long endNanos;
    private long done;

    private Pace(PeerLoop loop, double perSecond, Duration time, LongConsumer task) {
        this.loop = loop;
        this.perSecond = perSecond;
        this.task = task;
        this.endNanos = startNanos + time.toNanos();
    }

    /** @param task gets the numbers from 0 */
    public static Pace start(PeerLoop loop, double perSecond, Duration time, LongConsumer task) {
        var pace = new Pace(loop, perSecond, time, task);
        pace.catchUp();
        return pace;
    }

    private void catchUp() {
        long now = System.nanoTime();
        while (now - dueNanos() >= 0 && !isOver()) {
            task.accept(done++);
        }
        if (!isOver()) {
            loop.at(dueNanos(), this::catchUp);
        }
    }

    private long dueNanos() {
        return startNanos + (long) (done / perSecond * NANOS_PER_SECOND);
    }

    /** Nothing more from now on. */
    public void stop() {
        endNanos = Math.min(endNanos, System.nanoTime());
    }

    public boolean isOver() {
        return endNanos - dueNanos() <= 0;
    }

    public double seconds() {
        return (endNanos - startNanos) / NANOS_PER_SECOND;
    }
}
