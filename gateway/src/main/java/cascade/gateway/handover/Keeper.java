package cascade.gateway.handover;

import cascade.gateway.media.io.linux.UnixAddress;
import cascade.gateway.media.io.linux.UnixDatagrams;
import cascade.gateway.media.io.linux.UnixDatagrams.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeper: the part of a service manager that a gateway needs to lose no packet, for containers and wherever else there
 * is no systemd. Starts the gateway, holds its sockets, and starts it again when it dies. {@link #run} is one thread;
 * {@link #stop} may be called from any.
 */
public final class Keeper {

    private static final int CLEAN = 0;
    /** As the gateway ends when its configuration is not understood: to start again would not help. */
    private static final int CONFIGURATION = 2;

    private static final int LOOK_MILLIS = 50;
    private static final List<String> MEANT_FOR_US =
            List.of("WATCHDOG_PID", "WATCHDOG_USEC", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "FDSTORE");

    /**
     * @param pause before the gateway is started again
     * @param maxPause doubled up to this while it dies before it is ready
     * @param startTimeout a gateway that is not ready within is killed; zero: never
     * @param watchdog a gateway that is ready and is silent for so long is killed; zero: never
     * @param handTimeout within which a new gateway takes its sockets
     */
    public record Settings(
            Duration pause, Duration maxPause, Duration startTimeout, Duration watchdog, Duration handTimeout) {

        public Settings {
            if (!pause.isPositive()) {
                throw new IllegalArgumentException("pause: " + pause + " (expected: more than nothing)");
            }
        }
    }

    private final List<String> command;
    private final Settings settings;
    private final Consumer<String> log;
    private final HeldDescriptors held = new HeldDescriptors();
    private volatile boolean stopping;
    private volatile @Nullable Process child;

    private boolean ready;
    private boolean ending;
    private boolean wasReady;
    private long heardNanos;

    /** @param log lines for people */
    public Keeper(List<String> command, Settings settings, Consumer<String> log) {
        this.command = List.copyOf(command);
        this.settings = settings;
        this.log = log;
    }

    /** Ends with the gateway's own exit status: when it ended cleanly, was told to, or cannot be started at all. */
    public int run() throws IOException, InterruptedException {
        // nobody but this user may hand us anything, or ask for it
        Path folder = Files.createTempDirectory("cascade-keeper");
        Path path = folder.resolve("notify");
        try (UnixDatagrams socket =
                UnixDatagrams.bind(new UnixAddress(path.toAbsolutePath().toString()))) {
            return keep(socket, path);
        } finally {
            Process running = child;
            if (running != null) {
                // nobody would attend to it
                running.destroy();
            }
            held.closeAll();
            Files.deleteIfExists(path);
            Files.deleteIfExists(folder);
        }
    }

    private int keep(UnixDatagrams socket, Path path) throws IOException, InterruptedException {
        Duration pause = settings.pause();
        while (true) {
            Optional<Process> started = tryStart(path);
            long startedNanos = System.nanoTime();
            OptionalInt status = started.isPresent() ? attend(started.get(), socket) : OptionalInt.empty();
            if (status.isPresent() && isLast(status.getAsInt())) {
                return status.getAsInt();
            }
            boolean stood = ready
                    && System.nanoTime() - startedNanos > settings.maxPause().toNanos();
            pause = stood ? settings.pause() : longer(pause);
            log.accept("gateway "
                    + (status.isPresent() ? "ended with status " + status.getAsInt() : "could not be started") + ", "
                    + held.count() + " sockets are held; next start in " + pause.toMillis() + " ms");
            attendFor(pause, socket);
            if (stopping) {
                return status.orElse(CLEAN);
            }
        }
    }

    private boolean isLast(int status) {
        return stopping || status == CLEAN || (status == CONFIGURATION && !wasReady);
    }

    /** An upgrade may just be writing the program anew. */
    private Optional<Process> tryStart(Path path) throws IOException {
        ready = false;
        ending = false;
        try {
            Process started = start(path);
            child = started;
            if (stopping) {
                started.destroy();
            }
            heardNanos = System.nanoTime();
            return Optional.of(started);
        } catch (IOException e) {
            if (!wasReady) {
                throw e;
            }
            log.accept(e.getMessage());
            return Optional.empty();
        }
    }

    private Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(settings.maxPause()) < 0 ? twice : settings.maxPause();
    }

    private Process start(Path path) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Map<String, String> environment = builder.environment();
        environment.put(ServiceEnvironment.NOTIFY_SOCKET, path.toAbsolutePath().toString());
        environment.put(ServiceEnvironment.KEEPER, "1");
        // what a service manager above us says is meant for us
        MEANT_FOR_US.forEach(environment::remove);
        if (settings.watchdog().isPositive()) {
            environment.put(
                    ServiceEnvironment.WATCHDOG_USEC,
                    String.valueOf(
                            TimeUnit.NANOSECONDS.toMicros(settings.watchdog().toNanos())));
        }
        return builder.start();
    }

    /** Serves the gateway until it has ended, and all that it said before as well. */
    private OptionalInt attend(Process gateway, UnixDatagrams socket) throws IOException, InterruptedException {
        while (gateway.isAlive()) {
            onMessage(socket.receive(LOOK_MILLIS), socket);
            Duration patience = ready ? settings.watchdog() : settings.startTimeout();
            if (!ending && patience.isPositive() && System.nanoTime() - heardNanos > patience.toNanos()) {
                log.accept("gateway is " + (ready ? "silent" : "not ready") + " for " + patience.toMillis()
                        + " ms and is killed");
                gateway.destroyForcibly();
                heardNanos = System.nanoTime();
            }
        }
        for (Optional<Received> last = socket.receive(0); last.isPresent(); last = socket.receive(0)) {
            onMessage(last, socket);
        }
        return OptionalInt.of(gateway.waitFor());
    }

    private void attendFor(Duration pause, UnixDatagrams socket) throws IOException {
        long startNanos = System.nanoTime();
        long left = pause.toMillis();
        while (left > 0 && !stopping) {
            onMessage(socket.receive((int) Math.min(left, LOOK_MILLIS)), socket);
            left = pause.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        }
    }

    private void onMessage(Optional<Received> received, UnixDatagrams socket) throws IOException {
        if (received.isEmpty()) {
            return;
        }
        try {
            held.onMessage(received.get());
        } catch (IOException e) {
            log.accept("socket was not closed cleanly: " + e.getMessage());
        }
        Map<String, String> lines = Messages.parse(received.get().message());
        if (received.get().isCut()) {
            log.accept("socket " + lines.getOrDefault(Messages.NAME, "")
                    + " is not held: more open files are needed (ulimit -n)");
        }
        ending |= lines.containsKey("STOPPING");
        if (lines.containsKey("READY")) {
            ready = true;
            wasReady = true;
            heardNanos = System.nanoTime();
        }
        if (lines.containsKey("WATCHDOG")) {
            heardNanos = System.nanoTime();
        }
        Optional<UnixAddress> asker = received.get().from();
        if (lines.containsKey(HandBack.ASK) && asker.isPresent()) {
            try {
                int left = held.handTo(socket, asker.get(), settings.handTimeout());
                if (left > 0) {
                    log.accept("gateway did not take " + left + " of its sockets, which are let go");
                }
            } catch (IOException gone) {
                log.accept("gateway went away while it took its sockets: " + gone.getMessage());
            }
        }
    }

    /** Asks the gateway to read its configuration again, as SIGHUP does. Any thread. */
    public void reload() {
        Process running = child;
        if (running == null) {
            return;
        }
        try {
            // Java sends no signal but those that end
            new ProcessBuilder("/bin/sh", "-c", "kill -HUP " + running.pid())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            log.accept("gateway was not asked to read its configuration again: " + e.getMessage());
        }
    }

    /** Stops the gateway, and then {@link #run}. Any thread. */
    public void stop() {
        stopping = true;
        Process running = child;
        if (running != null) {
            running.destroy();
        }
    }
}
