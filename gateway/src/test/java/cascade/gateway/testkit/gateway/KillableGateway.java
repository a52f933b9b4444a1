package cascade.gateway.testkit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gateway in a process of its own that can be killed ({@code kill -9}) and started again on the same data-dir, where it keeps
 * what survives it.
 */
public final class KillableGateway implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("(?m)^READY .*admin=(\\S+)$");

    /** A JVM of its own takes its time where many others run. */
    private static final Duration START_PATIENCE = Patience.TIMEOUT.multipliedBy(3);

    private final Path directory;
    private final Map<String, String> environment;
    private Optional<GatewayProcess> process = Optional.empty();
    private String admin = "";

    /** @param directory gets its configuration, its output and what it keeps */
    public KillableGateway(Path directory) {
        this(directory, Map.of());
    }

    /** @param environment of each process, beyond the usual one */
    public KillableGateway(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** Starts it with that configuration. */
    public RunningGateway start(String hocon) {
        try {
            Path config = Files.createDirectories(directory.resolve("config"));
            Files.createDirectories(config.resolve("domains"));
            Files.writeString(
                    config.resolve("gateway.conf"),
                    RunningGateway.UNHURRIED + hocon + "\ngateway.store.kind = local\ngateway.data-dir = \""
                            + directory.resolve("var") + "\"\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        startAgain();
        return RunningGateway.elsewhere(hocon, () -> admin, this::close);
    }

    /** The process is gone before it can say anything to anybody. */
    public void kill() {
        process.orElseThrow().signal("KILL");
        process.orElseThrow().exitStatus();
    }

    /** Starts it on what the former process left. */
    public void startAgain() {
        GatewayProcess next = GatewayProcess.start(
                directory,
                builder -> builder.environment().putAll(environment),
                "run",
                "--config",
                directory.resolve("config").toString());
        process = Optional.of(next);
        await().atMost(START_PATIENCE).until(() -> ready(next) || !next.isAlive());
        assertThat(ready(next))
                .as(String.join("\n", next.out()) + String.join("\n", next.err()))
                .isTrue();
    }

    private boolean ready(GatewayProcess started) {
        Matcher line = READY.matcher(String.join("\n", started.out()));
        boolean found = line.find();
        if (found) {
            admin = line.group(1);
        }
        return found;
    }

    /** What it has written to its log since it was started last. */
    public String log() {
        return String.join("\n", process.orElseThrow().out());
    }

    @Override
    public void close() {
        process.ifPresent(GatewayProcess::close);
    }
}
