package cascade.gateway.bench.survival;

import cascade.gateway.bench.kit.Pinned;
import cascade.gateway.bench.kit.ProcessStart;
import cascade.gateway.bench.sip.Site;
import cascade.gateway.testkit.EmptyFolder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** The packaged gateway on the core of what is under test, to be killed; alone, or under our keeper. The loop's thread. */
final class KilledGateway implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final int ADMIN_PORT = 9180;

    private final Path folder;
    private final String launcher;
    private final Site site;
    private final boolean kept;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;
    private int starts;
    /** Lines of READY that its log had before the last kill. */
    private int formerReadies;

    private KilledGateway(Path folder, String launcher, Site site, boolean kept) throws IOException {
        this.folder = folder;
        this.launcher = launcher;
        this.site = site;
        this.kept = kept;
        this.process = start();
    }

    /**
     * Started on an empty store, and ready for its peers, which are served meanwhile.
     *
     * @param configuration beside that of the site
     */
    static KilledGateway start(Path folder, String launcher, Site site, boolean kept, String configuration)
            throws IOException {
        EmptyFolder.at(folder);
        Files.writeString(
                folder.resolve("gateway.conf"),
                site.plan().configuration()
                        + configuration
                        + """
                        gateway.store.kind = local
                        gateway.data-dir = "%s"
                        gateway.call.reaper-interval = 2s
                        """.formatted(folder.toAbsolutePath().resolve("var")));
        KilledGateway gateway = new KilledGateway(folder, launcher, site, kept);
        if (!site.loop.runUntil(gateway::isReady, START)) {
            gateway.close();
            throw new IOException("the gateway did not start, see " + gateway.log());
        }
        return gateway;
    }

    private Process start() throws IOException {
        starts++;
        String configuration = folder.resolve("gateway.conf").toString();
        return kept
                ? Pinned.startQuietly(log(), launcher, "keep", "--", "run", "--config", configuration)
                : Pinned.startQuietly(log(), launcher, "run", "--config", configuration);
    }

    private Path log() {
        return folder.resolve("gateway-" + starts + ".log");
    }

    boolean isReady() {
        return readies() > formerReadies;
    }

    private int readies() {
        try (Stream<String> lines = Files.lines(log())) {
            return (int) lines.filter(line -> line.startsWith("READY ")).count();
        } catch (IOException | UncheckedIOException notYet) {
            return 0;
        }
    }

    private Optional<ProcessHandle> running() {
        return kept
                ? process.toHandle().children().findFirst()
                : Optional.of(process.toHandle()).filter(ProcessHandle::isAlive);
    }

    /** When the process that runs now was started, as of {@link System#nanoTime}; none: it is not there yet. */
    OptionalLong startNanos() {
        try {
            Optional<ProcessHandle> now = running();
            return now.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(ProcessStart.nanos(now.get().pid()));
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }

    /** It is dead when this returns; whoever is to start it again does so. */
    void kill() throws IOException {
        formerReadies = kept ? readies() : 0;
        ProcessHandle gateway = running().orElseThrow(() -> new IOException("no gateway to kill"));
        gateway.destroyForcibly();
        try {
            gateway.onExit().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while the gateway died");
        } catch (ExecutionException failed) {
            throw new IOException(failed);
        }
        if (!kept) {
            process = start();
        }
    }

    /** Sum of all samples of a metric. */
    double metric(String name) throws IOException {
        try {
            URI page = URI.create("http://" + site.plan().gatewayUp() + ":" + ADMIN_PORT + "/metrics");
            return http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while the gateway was asked");
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        Pinned.end(process);
    }
}
