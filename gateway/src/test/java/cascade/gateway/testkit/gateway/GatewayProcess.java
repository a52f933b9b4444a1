package cascade.gateway.testkit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.Patience;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gateway in a process of its own, as an operator starts it: by its launcher, where the jar has been built, as in every full build; else the
 * same main class on the tests' own classpath.
 */
public final class GatewayProcess implements AutoCloseable {

    private static final Path LAUNCHER = Path.of("bin", "cascade-gateway");
    /** As the JVMs of the tests themselves: a life of seconds does not earn the optimising JIT back. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final Process process;
    private final Path out;
    private final Path err;

    private GatewayProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param directory gets what it writes to standard output and error */
    public static GatewayProcess start(Path directory, String... arguments) {
        return start(directory, builder -> {}, arguments);
    }

    /** @param setting changes the environment or where standard output goes */
    public static GatewayProcess start(Path directory, Consumer<ProcessBuilder> setting, String... arguments) {
        // a build that runs in the background ignores SIGINT and SIGHUP, and so would its children
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
        command.addAll(program());
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("JAVA_OPTS", options());
            // the JVM that runs the tests also runs the program
            setting.accept(builder);
            // what it keeps over a restart lies beside what it prints
            builder.directory(directory.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            return new GatewayProcess(builder.start(), out, err);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What starts it, without its arguments. */
    public static List<String> program() {
        if (jar().isPresent()) {
            return List.of(LAUNCHER.toAbsolutePath().toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                // not the one for tests, which comes first on their classpath
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                "cascade.gateway.cli.Main");
    }

    private static Optional<Path> jar() {
        try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
            return files.filter(file -> file.getFileName().toString().matches("gateway-.*\\.jar"))
                    .findFirst();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** The JVM's, in {@code JAVA_OPTS}, as one with a short life has them. */
    public static String options() {
        return SHORT_LIVED
                + jar().flatMap(jar -> new ShortLivedCache(jar, LAUNCHER.toAbsolutePath()).made(SHORT_LIVED))
                        .map(cache -> " -Xlog:aot=off -Xlog:cds=off -XX:AOTCache=" + cache)
                        .orElse("");
    }

    /** Sends a signal by its name, e.g. {@code TERM}. */
    public void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).as("kill -%s", name).isZero();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    public int exitStatus() {
        try {
            assertThat(process.waitFor(Patience.millis(), TimeUnit.MILLISECONDS))
                    .as("ends within %d s", Patience.TIMEOUT.toSeconds())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Standard output where it is a pipe. */
    public InputStream pipe() {
        return process.getInputStream();
    }

    public List<String> out() {
        return lines(out);
    }

    public List<String> err() {
        return lines(err);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
