package cascade.config.load;

import io.vertx.config.spi.ConfigStore;
import io.vertx.config.spi.ConfigStoreFactory;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/**
 * Factory of {@link FileWatchStore}, which vertx-config finds by {@code META-INF/services}. The stores that
 * vertx-config brings along read each file by itself, which fails for substitutions across files.
 */
public final class FileWatchStoreFactory implements ConfigStoreFactory {

    static final String TYPE = "cascade-files";
    static final String PATH = "path";

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public ConfigStore create(Vertx vertx, JsonObject configuration) {
        return new FileWatchStore(vertx, Path.of(configuration.getString(PATH)));
    }
}
