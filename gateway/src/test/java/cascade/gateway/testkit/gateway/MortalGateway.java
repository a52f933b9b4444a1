package cascade.gateway.testkit.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Gateway in this process that can be killed as its peers and its disk see it: from one moment on no SIP message leaves it, and
 * the next one finds the store as it stood then. Quicker than {@link KillableGateway}, which shows that a real kill is no other.
 */
public final class MortalGateway implements AutoCloseable {

    private final Path directory;
    private String hocon = "";
    private Optional<RunningGateway> running = Optional.empty();
    private AtomicBoolean dead = new AtomicBoolean();
    private int lives;

    /** @param directory gets what it keeps */
    public MortalGateway(Path directory) {
        this.directory = directory;
    }

    /** Starts it with that configuration. */
    public RunningGateway start(String configuration) {
        hocon = configuration;
        startAgain();
        return RunningGateway.elsewhere(hocon, () -> running.orElseThrow().adminAddress(), this::close);
    }

    /** Says nothing more to anybody; what follows it has what was written so far. */
    public void kill() {
        dead.set(true);
        Path left = data();
        lives++;
        copy(left, data());
        close();
    }

    /** As SIGTERM does. */
    public void stop() {
        close();
    }

    /** Starts it on what the former one left. */
    public void startAgain() {
        AtomicBoolean isDead = new AtomicBoolean();
        dead = isDead;
        running = Optional.of(RunningGateway.of(
                hocon + "\ngateway.store.kind = local\ngateway.data-dir = \"" + data() + "\"\n",
                outgoing -> !isDead.get()));
    }

    private Path data() {
        return directory.resolve("life-" + lives);
    }

    /** While it is being written, as a kill leaves it. */
    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            List<Path> all = files.toList();
            for (Path each : all) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        running.ifPresent(RunningGateway::close);
        running = Optional.empty();
    }
}
