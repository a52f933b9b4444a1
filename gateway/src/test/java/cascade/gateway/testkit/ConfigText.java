package cascade.gateway.testkit;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.load.ConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations from texts as an operator would write them. Any thread. */
public final class ConfigText {

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
                return ConfigLoader.load(Files.writeString(file, hocon));
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
