package cascade.gateway.cli;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.gateway.LogConfig;
import cascade.config.gateway.LogFormat;
import cascade.config.load.ConfigLoader;
import cascade.config.load.ConfigSource;
import cascade.gateway.Gateway;
import cascade.gateway.assembly.ServiceReports;
import cascade.gateway.handover.ServiceManager;
import cascade.gateway.logging.LogOutput;
import cascade.gateway.sip.DatagramFilter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gateway as a process: from its configuration to its end, with what it says on the way. Knows no command line. */
final class GatewayRun {

    /** Time of a gateway that is up: when it is over, the gateway is closed. */
    @FunctionalInterface
    interface Stay {
        void with(Gateway gateway, ServiceManager service) throws InterruptedException, ExecutionException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(GatewayRun.class);

    /** Longest time that a stop may take before the process ends all the same. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final PrintWriter out;
    private final PrintWriter err;
    private final Stay stay;

    /** Until the process is told to stop by SIGTERM or SIGINT. */
    GatewayRun(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
        this.stay = this::untilSignal;
    }

    GatewayRun(PrintWriter out, PrintWriter err, Stay stay) {
        this.out = out;
        this.err = err;
        this.stay = stay;
    }

    /** @return the exit status: 0 after a clean stop, 1 when something could not be started, 2 on a configuration problem */
    int run(Path config) throws InterruptedException {
        return switch (ConfigLoader.load(config)) {
            case LoadResult.Faulty(var problems) -> {
                problems.forEach(err::println);
                yield ExitStatus.CONFIGURATION;
            }
            case LoadResult.Loaded(GatewayConfig loaded, var warnings) -> {
                prepareLog(loaded.log());
                warnings.forEach(
                        warning -> LOG.atWarn().addKeyValue("cause", warning).log("configuration is doubtful"));
                yield start(config, loaded);
            }
        };
    }

    private static void prepareLog(LogConfig config) {
        LogOutput.limit(config.bufferBytes());
        if (config.format() == LogFormat.JSON) {
            LogOutput.json();
        }
    }

    private int start(Path config, GatewayConfig loaded) throws InterruptedException {
        BackgroundThreads.giveWay();
        // before anything is bound: a former process may have left sockets with its ports
        ServiceManager service = ServiceManager.of(System.getenv(), ServiceReports.settings(loaded.handover()));
        Vertx vertx = Vertx.vertx();
        var leaving = new AtomicBoolean();
        try {
            ConfigSource source = new ConfigSource(vertx, config);
            Gateway gateway = new Gateway(vertx, loaded, DatagramFilter.ALL_PASS, source::load, service);
            gateway.onConfig(now -> source.watch(now.scanInterval(), gateway::reload));
            get(source.watch(loaded.scanInterval(), gateway::reload));
            source.load().onSuccess(now -> reloadIfOther(now, loaded, gateway));
            HangUp.onSignal(gateway::reload);
            get(gateway.start());
            gateway.onLoopEnd(() -> endWithoutLoop(leaving));
            stay.with(gateway, service);
            return ExitStatus.OK;
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            err.println("not started: " + cause.getMessage());
            return ExitStatus.FAILURE;
        } finally {
            leaving.set(true);
            vertx.close();
        }
    }

    /** A process whose control loop has died answers nobody: whoever watches it starts another, and calls go on in that. */
    private void endWithoutLoop(AtomicBoolean leaving) {
        if (!leaving.get()) {
            err.println("the control loop has died: the process ends, status " + ExitStatus.BROKEN);
            err.flush();
            end(ExitStatus.BROKEN);
        }
    }

    /** A file may have changed after it was read and before it was watched. */
    private static void reloadIfOther(LoadResult now, GatewayConfig loaded, Gateway gateway) {
        if (!(now instanceof LoadResult.Loaded read && read.config().equals(loaded))) {
            gateway.reload();
        }
    }

    private void untilSignal(Gateway gateway, ServiceManager service) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(gateway, service, stopped), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        // whoever reads this may send a signal at once
        out.println("READY sip=" + String.join(",", gateway.sipAddresses()) + " admin=" + gateway.adminAddress());
        out.flush();
        stopped.await();
    }

    /** In the shutdown hook: the JVM waits for it, and for nothing else. */
    private static void stop(Gateway gateway, ServiceManager service, CountDownLatch stopped) {
        try {
            gateway.close().toCompletionStage().toCompletableFuture().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            service.close();
            // a signal's own status would be 143 or 130; a clean stop is a success
            end(ExitStatus.OK);
        } catch (ExecutionException | TimeoutException | InterruptedException notClean) {
            end(ExitStatus.FAILURE);
        } finally {
            stopped.countDown();
        }
    }

    private static void end(int status) {
        LogOutput.flush();
        Runtime.getRuntime().halt(status);
    }

    private static <T> T get(Future<T> future) throws InterruptedException, ExecutionException {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
