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
 * What a gateway does in its first minute, for the AOT cache of the build, so that what is to be loaded and compiled then is in it:
 * calls by the hundred, and a start on the store of one that was killed amid its calls. That store is a copy, made while the demo's
 * calls ran; their peers are gone by then.
 */
final class Rehearsal {

    /** Enough for a profile of the path of a call, some seconds of a build. */
    private static final int ROUNDS = 100;

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
                "\ngateway { store { kind = local, leave-at-stop = true }, data-dir = \"" + dataDir + "\" }\n"
                        // a call is one to the camera, and joins none that has just ended
                        + "gateway.media.stream-linger = 0s\n",
                StandardOpenOption.APPEND);
    }

    /** How often all cameras are called before the demo ends. */
    int rounds() {
        return ROUNDS;
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
