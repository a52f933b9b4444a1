package cascade.gateway.cli.demo;

import cascade.config.GatewayConfig;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Example folder {@code demo}, as it lies in the jar of the configuration module. */
public final class BundledConfig {

    private static final List<String> FILES = List.of("gateway.conf", "domains/city.conf", "domains/district.conf");

    private BundledConfig() {}

    /** Writes the folder, so that it is loaded as any operator's would be. */
    public static void copyTo(Path directory) throws IOException {
        for (String file : FILES) {
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream content = GatewayConfig.class.getResourceAsStream("examples/demo/" + file)) {
                if (content == null) {
                    throw new FileNotFoundException("examples/demo/" + file + " is not in the jar");
                }
                Files.copy(content, target);
            }
        }
    }
}
