package cascade.config;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of a running gateway: vertx-config watches its files, each change is loaded by
 * {@link ConfigLoader} on a worker thread and handed over on the Vert.x context on which this object was made.
 *
 * <p>What is faulty is handed over as such; to keep the old configuration then is the listener's part.
 */
public final class ConfigSource {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigSource.class);

    private final Vertx vertx;
    private final Context context;
    private final Path path;
    private final Duration scanInterval;
    private @Nullable ConfigRetriever retriever;
    private @Nullable LoadResult latest;

    /**
     * @param path the folder or file of the configuration
     * @param scanInterval how often its files are looked at
     */
    public ConfigSource(Vertx vertx, Path path, Duration scanInterval) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.path = path;
        this.scanInterval = scanInterval;
    }

    /**
     * Begins to watch and loads once. From then on {@code onChange} is given each result that differs from the one
     * before it, so a file that was saved without a change in meaning goes by silently.
     */
    public Future<LoadResult> start(Consumer<LoadResult> onChange) {
        Promise<LoadResult> started = Promise.promise();
        context.runOnContext(
                ignored -> watch(onChange).compose(none -> reload()).onComplete(started));
        return started.future();
    }

    /** Loads now, on demand. The result is the caller's; {@code onChange} does not get it as well. */
    public Future<LoadResult> reload() {
        return load().map(result -> latest = result);
    }

    /** Stops watching. */
    public Future<Void> close() {
        return retriever == null ? Future.succeededFuture() : retriever.close();
    }

    private Future<Void> watch(Consumer<LoadResult> onChange) {
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
        return watching.getConfig().map(digests -> {
            watching.listen(change -> onFilesChanged(onChange).onFailure(this::logFailure));
            return null;
        });
    }

    /** Loads what has changed and hands it over, unless it means the same as before. */
    Future<LoadResult> onFilesChanged(Consumer<LoadResult> onChange) {
        return load().map(result -> {
            boolean changed = !result.equals(latest);
            latest = result;
            if (changed) {
                onChange.accept(result);
            }
            return result;
        });
    }

    private void logFailure(Throwable failure) {
        LOG.atError()
                .setCause(failure)
                .addKeyValue("path", path)
                .log("changed configuration could not be loaded, the old one stays");
    }

    /** One at a time, in the order of the calls. */
    private Future<LoadResult> load() {
        return context.executeBlocking(() -> ConfigLoader.load(path), true);
    }
}
