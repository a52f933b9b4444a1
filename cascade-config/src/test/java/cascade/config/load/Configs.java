package cascade.config.load;

import cascade.config.ConfigProblem;
import cascade.config.GatewayConfig;
import cascade.config.LoadResult.Faulty;
import cascade.config.LoadResult.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes and loads configurations for tests. */
public final class Configs {

    public static final String GATEWAY = """
            gateway {
              device-id = "37280600002000000001"
              networks {
                city     { sip { bind = "127.0.1.1" }, media { ports = "20000-20999" } }
                district { sip { bind = "127.0.1.2" }, media { ports = "30000-30999" } }
              }
            }
            """;

    public static final String UPPER = """
            domains.city {
              role      = upper
              network   = city
              device-id = "37280000002000000001"
              hosts     = ["127.0.1.10:7100"]
            }
            """;

    public static final String LOWER = """
            domains.district {
              role      = lower
              network   = district
              device-id = "37280600002000000002"
            }
            """;

    private Configs() {}

    /** The configuration at {@code path}, which must be without problems. */
    public static GatewayConfig load(Path path) {
        return switch (ConfigLoader.load(path)) {
            case Loaded loaded -> loaded.config();
            case Faulty faulty -> throw new AssertionError(faulty.problems());
        };
    }

    /** The problems of the configuration at {@code path}, which must have some. */
    public static List<String> problems(Path path) {
        return switch (ConfigLoader.load(path)) {
            case Loaded loaded -> throw new AssertionError("no problem in " + loaded.config());
            case Faulty faulty ->
                faulty.problems().stream().map(ConfigProblem::toString).toList();
        };
    }

    public static Path write(Path folder, String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
