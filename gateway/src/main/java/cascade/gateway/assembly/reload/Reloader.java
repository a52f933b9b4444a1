package cascade.gateway.assembly.reload;

import cascade.config.ConfigProblem;
import cascade.config.ConfigWarning;
import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.diff.ConfigDiff;
import cascade.gateway.admin.view.ReloadOutcome;
import cascade.monitoring.ReloadResult;
import cascade.monitoring.RuntimeMeters;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Live reload, whoever asks for it: reads and checks the files as a whole, applies what changed, and says so in one
 * outcome, one log line and one count. A configuration with problems is refused and leaves everything as it is. Requests
 * are never refused: those that come while a reload runs share the next one. Control loop only.
 */
public final class Reloader {

    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    private final LiveConfig live;
    private final Supplier<Future<LoadResult>> load;
    private final RuntimeMeters meters;
    private final ReloadQueue<ReloadOutcome> queue = new ReloadQueue<>(this::run);
    private final List<Consumer<GatewayConfig>> listeners = new ArrayList<>();

    private Optional<ConfigApplier> applier = Optional.empty();

    /** What was read last without a problem: it differs from the one in force by what waits for a restart. */
    private GatewayConfig lastRead;

    /** @param load reads the files on a worker */
    public Reloader(LiveConfig live, Supplier<Future<LoadResult>> load, RuntimeMeters meters) {
        this.live = live;
        this.load = load;
        this.meters = meters;
        this.lastRead = live.get();
    }

    /** The gateway stands: what was asked for while it started is done now. */
    public void open(ReloadTarget target) {
        applier = Optional.of(new ConfigApplier(live, target));
        queue.open();
    }

    /** The gateway stops: nothing is taken over any more. */
    public void close() {
        queue.close();
    }

    /** Is given each configuration that comes into force. */
    public void addListener(Consumer<GatewayConfig> listener) {
        listeners.add(listener);
    }

    /** The outcome of a reload that reads the files from now on. */
    public Future<ReloadOutcome> reload() {
        return queue.ask();
    }

    private Future<ReloadOutcome> run() {
        return load.get()
                .compose(result -> switch (result) {
                    case LoadResult.Loaded(GatewayConfig next, var warnings) -> {
                        boolean isNew = !next.equals(lastRead);
                        yield take(next).onSuccess(outcome -> noteDoubts(isNew && next.equals(lastRead), warnings));
                    }
                    case LoadResult.Faulty(List<ConfigProblem> problems) ->
                        Future.succeededFuture(refused(
                                problems.stream().map(ConfigProblem::toString).toList()));
                })
                .onSuccess(this::note);
    }

    private Future<ReloadOutcome> take(GatewayConfig next) {
        ConfigDiff diff = ConfigDiff.between(live.get(), next);
        List<String> restartNeeded = List.copyOf(diff.restartNeeded());
        if (next.equals(lastRead)) {
            return Future.succeededFuture(new ReloadOutcome.Unchanged(restartNeeded));
        }
        return applier.orElseThrow()
                .apply(diff)
                .map(faults -> {
                    lastRead = next;
                    listeners.forEach(listener -> listener.accept(live.get()));
                    return outcome(diff.changed(), restartNeeded, faults);
                })
                .otherwise(cause -> refused(List.of(String.valueOf(cause.getMessage()))));
    }

    private static ReloadOutcome outcome(List<String> changed, List<String> restartNeeded, List<String> faults) {
        if (!faults.isEmpty()) {
            return new ReloadOutcome.Failed(changed, restartNeeded, faults);
        }
        return changed.isEmpty()
                ? new ReloadOutcome.Unchanged(restartNeeded)
                : new ReloadOutcome.Applied(changed, restartNeeded);
    }

    /** Once for each configuration, however often it is read. */
    private static void noteDoubts(boolean isNew, List<ConfigWarning> warnings) {
        if (isNew) {
            warnings.forEach(
                    warning -> LOG.atWarn().addKeyValue("cause", warning).log("configuration is doubtful"));
        }
    }

    private static ReloadOutcome refused(List<String> problems) {
        return new ReloadOutcome.Refused(problems);
    }

    private void note(ReloadOutcome outcome) {
        switch (outcome) {
            case ReloadOutcome.Applied(var changed, var restartNeeded) -> {
                meters.configReload(ReloadResult.APPLIED);
                LOG.atInfo()
                        .addKeyValue("changed", changed)
                        .addKeyValue("restartNeeded", restartNeeded)
                        .log("configuration applied");
            }
            case ReloadOutcome.Unchanged(var restartNeeded) -> {
                meters.configReload(ReloadResult.UNCHANGED);
                LOG.atLevel(restartNeeded.isEmpty() ? Level.DEBUG : Level.INFO)
                        .addKeyValue("restartNeeded", restartNeeded)
                        .log("configuration unchanged");
            }
            case ReloadOutcome.Failed(var changed, var restartNeeded, var faults) -> {
                meters.configReload(ReloadResult.FAILED);
                LOG.atError()
                        .addKeyValue("changed", changed)
                        .addKeyValue("restartNeeded", restartNeeded)
                        .addKeyValue("faults", faults.size())
                        .log("configuration in force, but not followed by all; restart");
            }
            case ReloadOutcome.Refused(var problems) -> {
                meters.configReload(ReloadResult.REFUSED);
                problems.forEach(problem ->
                        LOG.atWarn().addKeyValue("cause", problem).log("configuration refused, the running one stays"));
            }
        }
    }
}
