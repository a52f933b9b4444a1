package cascade.gateway.testkit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Event loop in the place of the gateway's control loop: runs code on it and waits for what comes of it. */
public final class ControlLoop implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    public Vertx vertx() {
        return vertx;
    }

    public Context context() {
        return context;
    }

    /** Keeps the loop from everything else, from when this returns until what it returns is run. */
    public Runnable hold() {
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        context.runOnContext(go -> {
            held.countDown();
            Patience.await(release);
        });
        Patience.await(held);
        return release::countDown;
    }

    /** Work that takes its time, on the loop or wherever it is called. */
    public static void work(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Runs on the loop and waits for the result. */
    public <T> T call(Supplier<T> work) {
        return await(() -> Future.succeededFuture(work.get()));
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return "";
        });
    }

    /** Runs on the loop and waits for the future's outcome; a failure is thrown. */
    public <T> T await(Supplier<Future<T>> work) {
        return Patience.await(start(work));
    }

    /** Runs on the loop and waits for the failure that must come. */
    public Throwable awaitFailure(Supplier<Future<?>> work) {
        return await(() -> work.get()
                .<Throwable>transform(outcome -> outcome.succeeded()
                        ? Future.failedFuture("succeeded with " + outcome.result() + " (expected: a failure)")
                        : Future.succeededFuture(outcome.cause())));
    }

    /** Runs on the loop; the future tells the outcome. */
    public <T> Future<T> start(Supplier<Future<T>> work) {
        Promise<T> outcome = Promise.promise();
        context.runOnContext(go -> {
            try {
                work.get().onComplete(outcome);
            } catch (RuntimeException fault) {
                outcome.fail(fault);
            }
        });
        return outcome.future();
    }

    @Override
    public void close() {
        Patience.await(vertx.close());
    }
}
