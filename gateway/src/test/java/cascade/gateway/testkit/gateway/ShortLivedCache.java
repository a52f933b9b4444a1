package cascade.gateway.testkit.gateway;

import cascade.gateway.testkit.EmptyFolder;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * AOT cache for gateways that a test starts as processes: it halves the processor time of a start. The product's own does not do,
 * it belongs to another collector. Whoever starts the first process makes it, by a demo, for all JVMs of the build. Any thread.
 */
final class ShortLivedCache {

    /** Long for a demo of a second; a start without a cache is slower, no worse. */
    private static final Duration PATIENCE = Patience.scaled(Duration.ofMinutes(1));

    private final Path jar;
    private final Path launcher;
    private final Path cache;
    /** Tells that it was tried, be there a cache or none. */
    private final Path tried;

    /** @param jar the program, beside which the cache lies */
    ShortLivedCache(Path jar, Path launcher) {
        this.jar = jar;
        this.launcher = launcher;
        this.cache = jar.resolveSibling("short-lived.aot");
        this.tried = jar.resolveSibling("short-lived.tried");
    }

    /** @param options of the JVMs that it is for */
    Optional<Path> made(String options) {
        if (cache.toString().contains(" ")) {
            // JAVA_OPTS are split at blanks
            return Optional.empty();
        }
        // the lock on the file is among processes
        synchronized (ShortLivedCache.class) {
            return madeByOne(options);
        }
    }

    private Optional<Path> madeByOne(String options) {
        try (FileChannel file = FileChannel.open(
                jar.resolveSibling("short-lived.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.lock();
            if (!Files.exists(tried) || Files.getLastModifiedTime(tried).compareTo(built()) < 0) {
                Files.deleteIfExists(cache);
                train(options);
                Files.writeString(tried, "");
            }
            return Optional.of(cache).filter(Files::exists);
        } catch (IOException none) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** When the newest of the jars was; the others are beside it. */
    private FileTime built() throws IOException {
        FileTime newest = Files.getLastModifiedTime(jar);
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
            for (Path library : libraries.toList()) {
                FileTime time = Files.getLastModifiedTime(library);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
        }
        return newest;
    }

    private void train(String options) throws IOException, InterruptedException {
        Path folder = EmptyFolder.at(jar.resolveSibling("short-lived"));
        DemoFolder.write(folder, LoopbackSubnet.next());
        DemoFolder.append(
                folder,
                "\ngateway { store { kind = local, leave-at-stop = true }, data-dir = \"" + folder.resolve("var")
                        + "\" }\n");
        ProcessBuilder builder = new ProcessBuilder(
                        List.of(launcher.toString(), "demo", "--duration", "1s", "--config", folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(jar.resolveSibling("short-lived.log").toFile());
        builder.environment().put("JAVA_OPTS", options + " -XX:AOTCacheOutput=" + cache + " -Xlog:disable");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process demo = builder.start();
        if (!demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            demo.destroyForcibly().waitFor();
            Files.deleteIfExists(cache);
        }
    }
}
