package cascade.gateway.assembly;

import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Orderly stop of parts, one after the other: a part that fails or hangs holds up none of those after it. Control loop only. */
public final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Timers timers;
    private final Duration patience;
    private Future<Void> done = Future.succeededFuture();

    /** @param patience longest time for a part that waits for peers */
    public Closing(Timers timers, Duration patience) {
        this.timers = timers;
        this.patience = patience;
    }

    /** Then closes that part, if there is one. */
    public <T> Closing then(String name, Optional<T> part, Function<T, Future<Void>> close) {
        done = done.compose(before -> part.map(close).orElseGet(Future::succeededFuture))
                .recover(cause -> {
                    LOG.atWarn()
                            .addKeyValue("part", name)
                            .addKeyValue("cause", cause.getMessage())
                            .log("not closed cleanly");
                    return Future.succeededFuture();
                });
        return this;
    }

    /** Then closes that part, if there is one, no longer than the patience: its peers may be gone. */
    public <T> Closing thenPatiently(String name, Optional<T> part, Function<T, Future<Void>> close) {
        return then(name, part, present -> bounded(close.apply(present)));
    }

    private Future<Void> bounded(Future<Void> ending) {
        Promise<Void> over = Promise.promise();
        Runnable cancel = timers.after(patience, over::tryComplete);
        ending.onComplete(end -> {
            cancel.run();
            over.tryComplete();
        });
        return over.future();
    }

    /** Succeeds when all are closed. */
    public Future<Void> done() {
        return done;
    }
}
