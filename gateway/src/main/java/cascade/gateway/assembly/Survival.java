package cascade.gateway.assembly;

import cascade.config.GatewayConfig;
import cascade.config.gateway.StoreConfig;
import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.store.NoStore;
import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordStore;
import cascade.gateway.store.journal.FolderInUse;
import cascade.gateway.store.journal.JournalSettings;
import cascade.gateway.store.journal.JournalStore;
import cascade.gateway.store.journal.Upgrade;
import cascade.gateway.time.Timers;
import cascade.monitoring.StoreMeters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Store of the records that survive the process, as it is configured, and what people are told of it. Control loop only. */
public final class Survival {

    private static final Logger LOG = LoggerFactory.getLogger(Survival.class);
    private static final String FOLDER = "store";
    private static final String CHECK = "store";

    private final Optional<JournalStore> local;
    private final String off;

    private Survival(Optional<JournalStore> local, String off) {
        this.local = local;
        this.off = off;
    }

    /**
     * Opens it, off the loop. A folder that another process has open stops the start; a disk that cannot be used does not:
     * then nothing is kept, and a log line, the health check and the meter say so.
     */
    public static Future<Survival> open(
            Vertx vertx, Context control, Timers timers, GatewayConfig config, StoreMeters meters) {
        return switch (config.store().kind()) {
            case NONE -> Future.succeededFuture(new Survival(Optional.empty(), "nothing is kept (store.kind = none)"));
            case LOCAL -> openLocal(vertx, control, timers, settings(config.dataDir(), config.store()), meters);
        };
    }

    private static Future<Survival> openLocal(
            Vertx vertx, Context control, Timers timers, JournalSettings settings, StoreMeters meters) {
        return JournalStore.open(vertx, control, timers, settings, Upgrade.NONE, new StoreMetering(meters))
                .map(store -> new Survival(Optional.of(store), ""))
                .recover(cause -> cause instanceof FolderInUse ? Future.failedFuture(cause) : unusable(settings, cause))
                .onSuccess(opened -> opened.show(meters));
    }

    private static Future<Survival> unusable(JournalSettings settings, Throwable cause) {
        LOG.atError()
                .addKeyValue("file", settings.folder())
                .addKeyValue("cause", cause.toString())
                .log("store cannot be opened: calls go on, but survival is off until the next start");
        return Future.succeededFuture(new Survival(Optional.empty(), "survival is off: " + cause));
    }

    private static JournalSettings settings(Path dataDir, StoreConfig config) {
        return new JournalSettings(
                dataDir.resolve(FOLDER),
                config.syncInterval(),
                config.writeTimeout(),
                config.retry(),
                config.compactAfterBytes(),
                config.backlogBytes());
    }

    private void show(StoreMeters meters) {
        meters.watch(this::isKept, () -> local.map(JournalStore::fileBytes).orElse(0L));
        for (RecordKind kind : RecordKind.values()) {
            meters.watchRecords(
                    kind.label(), () -> local.map(store -> store.records(kind)).orElse(0));
        }
    }

    /** Whether records are written at present. */
    public boolean isKept() {
        return local.isPresent() && trouble().isEmpty();
    }

    public RecordStore store() {
        return local.<RecordStore>map(store -> store).orElse(NoStore.INSTANCE);
    }

    /** Never a reason to take the gateway out of service, which would end the very calls that it can no longer keep. */
    public HealthCheck check() {
        String detail = local.map(store -> trouble()
                        .map(why -> "survival is off: " + why)
                        .orElseGet(() -> "written, " + store.fileBytes() + " bytes"))
                .orElse(off);
        return new HealthCheck(CHECK, true, detail);
    }

    private Optional<String> trouble() {
        return local.flatMap(JournalStore::trouble);
    }

    /** All that was put is on the disk, and the folder is free. */
    public Future<Void> close() {
        return store().close();
    }
}
