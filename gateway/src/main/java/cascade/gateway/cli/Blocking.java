package cascade.gateway.cli;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;

/** Waits for the loops' results on the main thread or in a shutdown hook, where nothing else waits. */
final class Blocking {

    /** What a future failed with; the message is for the operator. */
    static final class FailedException extends RuntimeException {
        FailedException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    private Blocking() {}

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw new FailedException(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailedException(interrupted);
        }
    }
}
