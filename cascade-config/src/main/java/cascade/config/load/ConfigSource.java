package cascade.config.load;

import cascade.config.LoadResult;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Files of the configuration of a running gateway: vertx-config watches them, {@link ConfigLoader} reads them, both on
 * worker threads. May be called from any thread; tells on the Vert.x context on which it was made.
 */
public final class ConfigSource {

    private final Vertx vertx;
    private final Context context;
    private final Path path;
    private @Nullable ConfigRetriever retriever;
    private Duration interval = Duration.ZERO;

    /** @param path the folder or file of the configuration */
    public ConfigSource(Vertx vertx, Path path) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.path = path;
    }

    /** Reads and checks the files as they are now; one at a time, in the order of the calls. */
    public Future<LoadResult> load() {
        return context.executeBlocking(() -> ConfigLoader.load(path), true);
    }

    /**
     * Looks at the files once in an interval. Another call takes the place of the one before it.
     *
     * @param onChange told that a file differs from the time of this call, or from the last time it was told; a file that
     *     was saved without a change in meaning counts as well
     * @return succeeds when changes are seen from now on
     */
    public Future<Void> watch(Duration scanInterval, Runnable onChange) {
        return onContext(() -> scanInterval.equals(interval)
                ? Future.succeededFuture()
                : unwatch().compose(done -> begin(scanInterval, onChange)));
    }

    /** Stops watching. */
    public Future<Void> close() {
        return onContext(this::unwatch);
    }

    private Future<Void> begin(Duration scanInterval, Runnable onChange) {
        ConfigStoreOptions store = new ConfigStoreOptions()
                .setType(FileWatchStoreFactory.TYPE)
                .setFormat("json")
                .setConfig(new JsonObject().put(FileWatchStoreFactory.PATH, path.toString()));
        ConfigRetriever watching = ConfigRetriever.create(
                vertx,
                new ConfigRetrieverOptions()
                        .setIncludeDefaultStores(false)
                        .setScanPeriod(scanInterval.toMillis())
                        .addStore(store));
        retriever = watching;
        interval = scanInterval;
        return watching.getConfig().map(digests -> {
            watching.listen(change -> onChange.run());
            return null;
        });
    }

    private Future<Void> unwatch() {
        ConfigRetriever watching = retriever;
        retriever = null;
        interval = Duration.ZERO;
        return watching == null ? Future.succeededFuture() : watching.close();
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Promise<T> outcome = Promise.promise();
        context.runOnContext(go -> work.get().onComplete(outcome));
        return outcome.future();
    }
}
