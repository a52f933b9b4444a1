package cascade.gateway.handover;

import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watchdog of the loops ({@code WATCHDOG=1}, sd_watchdog_enabled(3)): a timer of the control loop asks each media loop
 * for a turn, and only when all have taken it the service manager is told. A loop that hangs, whichever, so keeps us
 * silent, and we are started again. Control context.
 */
public final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    /** It is to hear us twice within its time; each question has half of that for its answer. */
    private static final int QUESTIONS = 4;

    private final Timers timers;
    private final Supplier<Future<Void>> turn;
    private final Runnable alive;
    private Runnable cancel = () -> {};
    private boolean asked;
    private boolean told;

    /**
     * @param turn completes when each media loop has turned; fails when one has ended
     * @param alive tells the service manager
     */
    public Watchdog(Timers timers, Supplier<Future<Void>> turn, Runnable alive) {
        this.timers = timers;
        this.turn = turn;
        this.alive = alive;
    }

    /** @param patience within which the service manager wants to hear us */
    public void start(Duration patience) {
        cancel = timers.every(patience.dividedBy(QUESTIONS), this::ask);
        ask();
    }

    private void ask() {
        if (asked) {
            if (!told) {
                told = true;
                LOG.atError().log("a media loop does not turn: the service manager hears nothing until it does");
            }
            return;
        }
        asked = true;
        turn.get().onSuccess(turned -> {
            asked = false;
            told = false;
            alive.run();
        });
    }

    @Override
    public void close() {
        cancel.run();
    }
}
