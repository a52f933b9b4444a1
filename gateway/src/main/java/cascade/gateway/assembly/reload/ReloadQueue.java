package cascade.gateway.assembly.reload;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serialised and coalesced runs of one task: one at a time, and all who ask while one runs share the next, which so
 * begins after they asked. Nobody is refused and at most one run waits. Closed until {@link #open}. Control loop only.
 *
 * @param <T> what a run gives
 */
final class ReloadQueue<T> {

    private final Supplier<Future<T>> task;
    private boolean busy = true;
    private @Nullable Promise<T> waiting;

    ReloadQueue(Supplier<Future<T>> task) {
        this.task = task;
    }

    /** Runs what was asked for so far, and from now on what is asked for. */
    void open() {
        busy = false;
        next();
    }

    /** The outcome of a run that begins now or later. */
    Future<T> ask() {
        if (waiting == null) {
            waiting = Promise.promise();
        }
        Future<T> answer = waiting.future();
        next();
        return answer;
    }

    private void next() {
        if (busy || waiting == null) {
            return;
        }
        Promise<T> asked = waiting;
        waiting = null;
        busy = true;
        run().onComplete(outcome -> {
            busy = false;
            asked.handle(outcome);
            next();
        });
    }

    private Future<T> run() {
        try {
            return task.get();
        } catch (RuntimeException fault) {
            return Future.failedFuture(fault);
        }
    }
}
