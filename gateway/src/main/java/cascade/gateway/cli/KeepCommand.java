package cascade.gateway.cli;

import cascade.gateway.handover.Keeper;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Keeps a gateway running where there is no systemd. Exit status: the gateway's, when it ended cleanly or was told to, or
 * could not be started for its configuration.
 */
@Command(
        name = "keep",
        description = "Starts the command behind -- and starts it again when it dies, holding its media sockets"
                + " meanwhile: what systemd does, for containers and machines without it.",
        mixinStandardHelpOptions = true)
final class KeepCommand implements Callable<Integer> {

    /** Set by the launcher: itself. */
    private static final String LAUNCHER = "CASCADE_LAUNCHER";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--pause",
            paramLabel = "TIME",
            defaultValue = "100ms",
            converter = DurationConverter.class,
            description = "before the gateway is started again (default: ${DEFAULT-VALUE})")
    private Duration pause = Duration.ZERO;

    @Option(
            names = "--max-pause",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "doubled up to this while it dies before it is ready (default: ${DEFAULT-VALUE})")
    private Duration maxPause = Duration.ZERO;

    @Option(
            names = "--start-timeout",
            paramLabel = "TIME",
            defaultValue = "90s",
            converter = DurationConverter.class,
            description = "a gateway that is not ready within is killed (default: ${DEFAULT-VALUE})")
    private Duration startTimeout = Duration.ZERO;

    @Option(
            names = "--watchdog",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "a gateway that is silent for so long is killed (default: ${DEFAULT-VALUE})")
    private Duration watchdog = Duration.ZERO;

    @Option(
            names = "--hand-timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "within which a new gateway takes its sockets (default: ${DEFAULT-VALUE})")
    private Duration handTimeout = Duration.ZERO;

    @Parameters(
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "a command of this program with its options: run --config DIR")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<String> launcher = Optional.ofNullable(System.getenv(LAUNCHER));
        if (launcher.isEmpty()) {
            err().println("keep: " + LAUNCHER + " is not set; start it by bin/cascade-gateway");
            return ExitStatus.FAILURE;
        }
        if (!pause.isPositive()) {
            throw new ParameterException(spec.commandLine(), "--pause must be more than nothing");
        }
        List<String> line = new ArrayList<>(List.of(launcher.get()));
        line.addAll(command);
        Keeper keeper =
                new Keeper(line, new Keeper.Settings(pause, maxPause, startTimeout, watchdog, handTimeout), this::log);
        HangUp.onSignal(keeper::reload);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(keeper, ended), "stop"));
        try {
            int status = keeper.run();
            ended.countDown();
            Runtime.getRuntime().halt(status);
            return status;
        } finally {
            ended.countDown();
        }
    }

    /** In the shutdown hook: the JVM waits for it, and {@link #call} ends the process with the gateway's status. */
    private static void stop(Keeper keeper, CountDownLatch ended) {
        keeper.stop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void log(String line) {
        err().println("keep: " + line);
        err().flush();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
