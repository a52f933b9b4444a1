package cascade.gateway.cli;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.load.ConfigLoader;
import cascade.gateway.Gateway;
import cascade.gateway.cli.demo.BundledConfig;
import cascade.gateway.cli.demo.Demo;
import cascade.gateway.cli.demo.DemoGateway;
import cascade.gateway.cli.demo.DemoStatus;
import cascade.gateway.cli.demo.Judge;
import cascade.gateway.cli.demo.Parties;
import cascade.gateway.cli.demo.StatusScreen;
import cascade.gateway.cli.demo.Verdict;
import cascade.gateway.cli.demo.VideoCheck;
import cascade.gateway.logging.LogArea;
import cascade.gateway.logging.LogLevels;
import cascade.monitoring.LogLevel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the demo until Ctrl-C or the end of its time, then says what it proved: exit status 0 when all of it held. */
@Command(
        name = "demo",
        description =
                "The gateway between a simulated lower and upper platform on loopback addresses, with real video.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final Duration SCREEN_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "end after this time with a verdict, e.g. 20s (default: until Ctrl-C)")
    private @Nullable Duration duration;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "DIR",
            description = "a folder with one upper and one lower domain, for other addresses than the usual ones")
    private @Nullable Path config;

    @Option(
            names = "--rehearse",
            hidden = true,
            description = "calls by the hundred and a gateway started anew, for the AOT cache")
    private boolean rehearse;

    @Override
    public Integer call() throws InterruptedException, IOException {
        quieten();
        Path work = Files.createTempDirectory("cascade-demo");
        Vertx vertx = Vertx.vertx();
        try {
            Path folder = configFolder(work);
            Optional<Rehearsal> rehearsal =
                    rehearse && config == null ? Optional.of(new Rehearsal(folder, work)) : Optional.empty();
            return switch (ConfigLoader.load(folder)) {
                case LoadResult.Loaded(GatewayConfig loaded, var warnings) -> {
                    int status = run(vertx, loaded, work.resolve("received"), rehearsal);
                    yield rehearsal.isPresent() ? rehearsal.get().run(out(), err()) : status;
                }
                case LoadResult.Faulty(var problems) -> {
                    problems.forEach(problem -> err().println(problem));
                    yield ExitStatus.CONFIGURATION;
                }
            };
        } catch (Blocking.FailedException failed) {
            err().println("not started: " + failed.getMessage());
            return ExitStatus.FAILURE;
        } finally {
            vertx.close();
            delete(work);
        }
    }

    private Path configFolder(Path work) throws IOException {
        if (config != null) {
            return config;
        }
        Path bundled = work.resolve("config");
        BundledConfig.copyTo(bundled);
        return bundled;
    }

    /** The log would run through the screen; what went wrong must still be seen. */
    private static void quieten() {
        if (System.getenv("CASCADE_LOG_LEVEL") == null) {
            LogLevels.set(LogArea.ALL, LogLevel.WARN);
        }
    }

    private int run(Vertx vertx, GatewayConfig loaded, Path received, Optional<Rehearsal> rehearsal)
            throws InterruptedException {
        Parties parties = Parties.of(loaded);
        Gateway gateway = new Gateway(vertx, loaded);
        Demo demo = new Demo(vertx, parties, hook(gateway), VideoCache.folder(), received);
        out("starting the gateway and two platforms; the first start encodes the test video");
        Blocking.get(demo.start());
        out("READY sip=" + String.join(",", gateway.sipAddresses()) + " admin=" + gateway.adminAddress());
        var screen = new StatusScreen(parties, "http://" + gateway.adminAddress());
        boolean isTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Lifetime(
                        Optional.ofNullable(duration),
                        isTerminal ? SCREEN_INTERVAL : LINE_INTERVAL,
                        () -> show(demo, screen, isTerminal),
                        () -> {
                            rehearsal.ifPresent(Rehearsal::copy);
                            return end(demo, rehearsal.map(Rehearsal::rounds).orElse(0));
                        })
                .await();
    }

    private static DemoGateway hook(Gateway gateway) {
        return new DemoGateway() {
            @Override
            public Future<Void> start() {
                return gateway.start().mapEmpty();
            }

            @Override
            public Future<Void> close() {
                return gateway.close();
            }
        };
    }

    private void show(Demo demo, StatusScreen screen, boolean isTerminal) {
        DemoStatus status = Blocking.get(demo.status());
        out(isTerminal ? screen.screen(status) : screen.logLine(status));
    }

    /** @param rounds of calls that are had before it ends, beyond those that are judged */
    private int end(Demo demo, int rounds) {
        DemoStatus last = Blocking.get(demo.status());
        var received = Blocking.get(demo.endCalls());
        Blocking.get(demo.callAgain(rounds)
                .onFailure(cause -> err().println("the rehearsal's calls ended early: " + cause.getMessage()))
                .otherwiseEmpty());
        List<VideoCheck.Result> videos = last.playing().stream()
                .flatMap(playing -> playing.stream().recording().stream()
                        .map(file -> VideoCheck.check(playing.stream().channel(), file, demo.clip())))
                .toList();
        boolean hasLeft = Blocking.get(demo.stop());
        Verdict verdict = Judge.judge(last, received, videos, hasLeft);
        verdict.lines().forEach(this::out);
        return verdict.passed() ? ExitStatus.OK : ExitStatus.FAILURE;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private void out(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
