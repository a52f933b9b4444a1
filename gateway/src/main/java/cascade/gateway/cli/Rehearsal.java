package cascade.gateway.cli;

import cascade.gateway.Gateway;
import cascade.gateway.handover.ServiceManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Start of a gateway on the store of one that was killed amid its calls, for the AOT cache of the build: what a restart has to load
 * and compile is to be in it. The store is a copy, made while the demo's calls ran; their peers are gone by then.
 */
final class Rehearsal {

    private static final Duration SERVED = Duration.ofSeconds(1);
    private static final String STORE = "store";

    private final Path config;
    private final Path before;
    private final Path after;

    /**
     * @param config the demo's folder, which from here on says that calls are kept
     * @param work for its stores
     */
    Rehearsal(Path config, Path work) throws IOException {
        this.config = config;
        this.before = work.resolve("before");
        this.after = work.resolve("after");
        keepIn(before);
    }

    private void keepIn(Path dataDir) throws IOException {
        Files.writeString(
                config.resolve("gateway.conf"),
                "\ngateway { store { kind = local, leave-at-stop = true }, data-dir = \"" + dataDir + "\" }\n",
                StandardOpenOption.APPEND);
    }

    /** As if the process were killed now. */
    void copy() {
        try (Stream<Path> files = Files.list(before.resolve(STORE))) {
            Path to = Files.createDirectories(after.resolve(STORE));
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
            keepIn(after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts and stops it, when the demo has ended. */
    int run(PrintWriter out, PrintWriter err) throws InterruptedException {
        return new GatewayRun(out, err, Rehearsal::serve).run(config);
    }

    private static void serve(Gateway gateway, ServiceManager service) throws InterruptedException, ExecutionException {
        new Lifetime(Optional.of(SERVED), SERVED, () -> {}, () -> ExitStatus.OK).await();
        gateway.close().toCompletionStage().toCompletableFuture().get();
        service.close();
    }
}
