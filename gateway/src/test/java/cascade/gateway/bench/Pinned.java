package cascade.gateway.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts and ends processes on the core of the relays. */
final class Pinned {

    private static final int END_SECONDS = 20;

    private Pinned() {}

    /** What it says on its standard error goes to the log. */
    static Process start(Path log, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("taskset", "-c", Integer.toString(Relay.CPU)));
        words.addAll(List.of(command));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        // an interrupted bench leaves nobody behind
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    static void end(Process process) throws IOException {
        process.destroy();
        awaitEnd(process);
    }

    /** With force, when it takes too long. */
    static void awaitEnd(Process process) throws IOException {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while a process ended");
        }
    }
}
