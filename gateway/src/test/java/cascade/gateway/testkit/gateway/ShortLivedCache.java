package cascade.gateway.testkit.gateway;

import cascade.gateway.testkit.EmptyFolder;
import cascade.gateway.testkit.LoopbackSubnet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * AOT cache for gateways that a test starts as processes: it halves the processor time of a start. The product's own does not do,
 * it belongs to another collector. Whoever starts the first process makes it, by a demo, for all JVMs of the build. Any thread.
 */
final class ShortLivedCache {

    /** Long for a demo of a second; a start without a cache is slower, no worse. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path jar;
    private final Path launcher;
    private final Path cache;
    private final Path log;

    /** @param jar the program, beside which the cache lies */
    ShortLivedCache(Path jar, Path launcher) {
        this.jar = jar;
        this.launcher = launcher;
        this.cache = jar.resolveSibling("short-lived.aot");
        this.log = jar.resolveSibling("short-lived.log");
    }

    /** @param options of the JVMs that it is for */
    Optional<Path> made(String options) {
        // the lock on the file is among processes
        synchronized (ShortLivedCache.class) {
            return madeByOne(options);
        }
    }

    private Optional<Path> madeByOne(String options) {
        try (FileChannel file = FileChannel.open(
                jar.resolveSibling("short-lived.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.lock();
            // where it could not be made, its log tells that it was tried
            if (!Files.exists(log) || Files.getLastModifiedTime(log).compareTo(Files.getLastModifiedTime(jar)) < 0) {
                train(options);
            }
            return Optional.of(cache).filter(Files::exists);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void train(String options) throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        Path folder = EmptyFolder.at(jar.resolveSibling("short-lived"));
        DemoFolder.write(folder, LoopbackSubnet.next());
        DemoFolder.append(
                folder,
                "\ngateway { store { kind = local, leave-at-stop = true }, data-dir = \"" + folder.resolve("var")
                        + "\" }\n");
        ProcessBuilder builder = new ProcessBuilder(
                        List.of(launcher.toString(), "demo", "--duration", "1s", "--config", folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_OPTS", options + " -XX:AOTCacheOutput=" + cache + " -Xlog:disable");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process demo = builder.start();
        if (!demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            demo.destroyForcibly().waitFor();
            Files.deleteIfExists(cache);
        }
    }
}
