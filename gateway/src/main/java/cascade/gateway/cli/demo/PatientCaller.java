package cascade.gateway.cli.demo;

import cascade.gateway.simulator.upper.PlayException;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Caller that calls again when it is bidden to: a gateway on a machine that is busy with something else answers 503 with
 * Retry-After (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-21.5.4">RFC 3261 section 21.5.4</a>). From
 * any thread.
 */
final class PatientCaller {

    private static final int ATTEMPTS = 4;

    private final Timers timers;

    PatientCaller(Timers timers) {
        this.timers = timers;
    }

    /** The first attempt that is not put off, or the last. */
    <T> Future<T> call(Supplier<Future<T>> attempt) {
        return call(attempt, ATTEMPTS);
    }

    private <T> Future<T> call(Supplier<Future<T>> attempt, int attempts) {
        return attempt.get().recover(failure -> {
            Optional<Duration> wait =
                    attempts > 1 && failure instanceof PlayException refused ? refused.retryAfter() : Optional.empty();
            return wait.map(time -> after(time).compose(waited -> call(attempt, attempts - 1)))
                    .orElseGet(() -> Future.failedFuture(failure));
        });
    }

    private Future<Void> after(Duration wait) {
        Promise<Void> over = Promise.promise();
        timers.after(wait, over::complete);
        return over.future();
    }
}
