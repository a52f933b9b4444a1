package cascade.gateway.testkit.gateway;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Gateway in this process that can be killed as its peers and its disk see it: from one moment on no SIP message leaves it, and
 * the next one finds the store as it stood then. Quicker than {@link KillableGateway}, which shows that a real kill is no other.
 */
public final class MortalGateway implements AutoCloseable {

    /** A store that has not grown for so long has all that was put into it. */
    private static final Duration STILL = Duration.ofMillis(30);

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

    /** Says nothing more to anybody; what follows it has what it had to write by now. */
    public void kill() {
        dead.set(true);
        Path left = data();
        untilAllIsWritten(left);
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

    /** Where the present one keeps what it keeps. */
    public Path data() {
        return directory.resolve("life-" + lives);
    }

    /** The thread that writes is another one than that which answers. */
    private static void untilAllIsWritten(Path folder) {
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(STILL).until(() -> {
            long now = bytes(folder);
            return before.getAndSet(now) == now;
        });
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** While it is open, as a kill leaves it. */
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
