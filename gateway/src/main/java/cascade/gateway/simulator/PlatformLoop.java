package cascade.gateway.simulator;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Event loop of one simulated platform: never the gateway's, so that the two meet over the network only. Callable from
 * any thread; what it is given runs on the loop.
 */
public final class PlatformLoop {

    private final Vertx vertx;
    private volatile @Nullable Context context;
    private volatile @Nullable String deployment;

    public PlatformLoop(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Takes a loop of its own.
     *
     * @param open run on it at once; its failure fails the start
     * @param close run on it by {@link #stop}, or when Vert.x closes
     */
    public Future<Void> start(Supplier<Future<Void>> open, Supplier<Future<Void>> close) {
        return vertx.deployVerticle(new Deployable() {
                    @Override
                    public Future<?> deploy(Context loop) {
                        context = loop;
                        return open.get();
                    }

                    @Override
                    public Future<?> undeploy(Context loop) {
                        return close.get();
                    }
                })
                .onSuccess(id -> deployment = id)
                .mapEmpty();
    }

    /** Runs on the loop and tells what came of it. */
    public <T> Future<T> call(Supplier<Future<T>> work) {
        Context loop = context;
        if (loop == null) {
            return Future.failedFuture(new IllegalStateException("simulated platform not started"));
        }
        Promise<T> result = Promise.promise();
        loop.runOnContext(go -> {
            try {
                work.get().onComplete(result);
            } catch (RuntimeException failure) {
                result.fail(failure);
            }
        });
        return result.future();
    }

    /** Runs on the loop, after a start. */
    public void run(Runnable work) {
        Context loop = context;
        if (loop == null) {
            throw new IllegalStateException("simulated platform not started");
        }
        loop.runOnContext(go -> work.run());
    }

    /** Runs the closing work. Idempotent. */
    public Future<Void> stop() {
        String id = deployment;
        deployment = null;
        return id == null ? Future.succeededFuture() : vertx.undeploy(id);
    }
}
