package cascade.gateway.testkit.gateway;

import cascade.gateway.cli.demo.BundledConfig;
import cascade.gateway.testkit.LoopbackSubnet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** Configuration of the demo on addresses of a test, so that a demo may run beside it. */
public final class DemoFolder {

    private DemoFolder() {}

    /** Writes it into a folder. */
    public static void write(Path folder, LoopbackSubnet subnet) throws IOException {
        BundledConfig.copyTo(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                Files.writeString(
                        file, text.replace("127.1.0.", subnet.prefix() + ".").replace("127.0.0.1", subnet.host(1)));
            }
        }
        append(folder, RunningGateway.UNHURRIED);
    }

    /** More of gateway.conf. */
    public static void append(Path folder, String hocon) throws IOException {
        Files.writeString(folder.resolve("gateway.conf"), hocon, StandardOpenOption.APPEND);
    }
}
