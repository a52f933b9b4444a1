package cascade.gateway.testkit;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.load.ConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Configurations from texts as an operator would write them, but that nothing is kept over a restart unless the text says
 * so: many gateways run at a time in one folder. Any thread.
 */
public final class ConfigText {

    /** On the text's first line, so that the numbers of lines are the text's own. */
    private static final String NOTHING_KEPT = "gateway.store.kind = none, ";

    private ConfigText() {}

    /** A configuration without problems. */
    public static GatewayConfig load(String hocon) {
        return switch (read(hocon)) {
            case LoadResult.Loaded loaded -> loaded.config();
            case LoadResult.Faulty faulty -> throw new AssertionError("configuration: " + faulty.problems());
        };
    }

    /** What comes of the text, whatever it is. */
    public static LoadResult read(String hocon) {
        try {
            Path file = Files.createTempFile("gateway", ".conf");
            try {
                return ConfigLoader.load(Files.writeString(file, NOTHING_KEPT + hocon));
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
