package cascade.gateway.assembly.reload;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serialised and coalesced runs of one task: one at a time, and all who ask while one runs share the next, which so
 * begins after they asked. Nobody is refused and at most one run waits. Nothing runs before {@link #open} and after {@link
 * #close}. Control loop only.
 *
 * @param <T> what a run gives
 */
final class ReloadQueue<T> {

    private final Supplier<Future<T>> task;
    private boolean busy = true;
    private boolean closed;
    private @Nullable Promise<T> waiting;

    ReloadQueue(Supplier<Future<T>> task) {
        this.task = task;
    }

    /** Runs what was asked for so far, and from now on what is asked for. */
    void open() {
        busy = false;
        next();
    }

    /** Fails what was asked for and has not begun, and what is asked for from now on. */
    void close() {
        closed = true;
        if (waiting != null) {
            waiting.fail(stopping());
            waiting = null;
        }
    }

    private static IllegalStateException stopping() {
        return new IllegalStateException("the gateway is stopping");
    }

    /** The outcome of a run that begins now or later. */
    Future<T> ask() {
        if (closed) {
            return Future.failedFuture(stopping());
        }
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
