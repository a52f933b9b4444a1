package cascade.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.monitoring.MonitoringFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Checkers that come with Prometheus and Alertmanager, run in the folder {@code monitoring}. */
final class Promtool {

    private Promtool() {}

    /** Fails unless {@code promtool ARGUMENTS} ends well; what it says is in the failure. */
    static void promtool(String... arguments) {
        run(Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList());
    }

    static void amtool(String... arguments) {
        run(Stream.concat(Stream.of("amtool"), Stream.of(arguments)).toList());
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(MonitoringFiles.FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as("%s: %s", String.join(" ", command), said)
                    .isZero();
        } catch (IOException missing) {
            throw new UncheckedIOException(
                    command.getFirst() + " is not on the PATH; `make setup` installs it", missing);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
