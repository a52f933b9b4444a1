package cascade.gateway.bench.kit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes under test, pinned to a core of their own. Any thread. */
public final class Pinned {

    /** The core of what is under test; what loads it has core 0. */
    public static final int CPU = 1;

    private static final int END_SECONDS = 20;

    private Pinned() {}

    /** What it says on its standard error goes to the log. */
    public static Process start(Path log, String... command) throws IOException {
        return start(new ProcessBuilder().redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())), command);
    }

    /** All that it says goes to the log. */
    public static Process startQuietly(Path log, String... command) throws IOException {
        return start(new ProcessBuilder().redirectErrorStream(true).redirectOutput(log.toFile()), command);
    }

    private static Process start(ProcessBuilder builder, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("taskset", "-c", Integer.toString(CPU)));
        words.addAll(List.of(command));
        Process process = builder.command(words).start();
        // an interrupted bench leaves nobody behind
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    public static void end(Process process) throws IOException {
        process.destroy();
        awaitEnd(process);
    }

    /** With force, when it takes too long. */
    public static void awaitEnd(Process process) throws IOException {
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
