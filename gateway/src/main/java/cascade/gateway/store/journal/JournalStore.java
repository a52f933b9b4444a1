package cascade.gateway.store.journal;

import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordStore;
import cascade.gateway.store.journal.Entry.Operation;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Store in a folder of the local disk: the side of it that the control context sees. A put is handed to the
 * {@link JournalWriter}, and is done when that has written it, has put it back for a full disk, or has not come so far within
 * the write timeout. Control context only, but where it says otherwise.
 */
public final class JournalStore implements RecordStore {

    private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);

    private final Context control;
    private final JournalSettings settings;
    private final StoreObserver observer;
    private final FolderLock lock;
    private final RestoredRecords restored;
    private final JournalWriter writer;
    private final Timer patience;
    private final Map<RecordKind, Set<String>> keys = new EnumMap<>(RecordKind.class);
    private final Queue<Promise<Void>> pending = new ArrayDeque<>();
    private final Promise<Void> closed = Promise.promise();

    private long offeredBytes;
    private long offered;
    private long done;
    /** What was offered when the present patience began. */
    private long awaited;
    /** The disk hangs: nobody waits for it. */
    private volatile boolean hung;

    private boolean closing;

    private JournalStore(
            Context control,
            Timers timers,
            JournalSettings settings,
            StoreObserver observer,
            RecordFile.Opener opener,
            FolderLock lock,
            Restorer.Restored left) {
        this.control = control;
        this.settings = settings;
        this.observer = observer;
        this.lock = lock;
        this.restored = left.records();
        this.patience = new Timer(timers);
        var files = new StoreFiles(settings.folder());
        this.writer = new JournalWriter(
                files,
                opener,
                settings,
                left,
                observer,
                (entries, bytes) -> control.runOnContext(go -> onDone(entries, bytes)));
        for (RecordKind kind : RecordKind.values()) {
            keys.put(kind, new HashSet<>(restored.keys(kind)));
        }
    }

    /**
     * Takes the folder and reads what the former process left in it, off the loop.
     *
     * @param control context of the store
     * @param upgrade reads records of older builds
     * @return fails with {@link FolderInUse}, or with what the disk says
     */
    public static Future<JournalStore> open(
            Vertx vertx,
            Context control,
            Timers timers,
            JournalSettings settings,
            Upgrade upgrade,
            StoreObserver observer) {
        return open(vertx, control, timers, settings, upgrade, observer, RecordFile::open);
    }

    static Future<JournalStore> open(
            Vertx vertx,
            Context control,
            Timers timers,
            JournalSettings settings,
            Upgrade upgrade,
            StoreObserver observer,
            RecordFile.Opener opener) {
        return vertx.executeBlocking(() -> {
            Files.createDirectories(settings.folder());
            FolderLock lock =
                    FolderLock.take(settings.folder(), InstantSource.system().instant());
            try {
                var restorer = new Restorer(
                        new StoreFiles(settings.folder()),
                        opener,
                        upgrade,
                        InstantSource.system().instant(),
                        observer);
                var store = new JournalStore(control, timers, settings, observer, opener, lock, restorer.restore());
                store.writer.start();
                return store;
            } catch (IOException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        });
    }

    @Override
    public Future<Void> put(RecordKind kind, String key, Buffer record) {
        keysOf(kind).add(key);
        return offer(new Entry(kind.code(), Operation.PUT, kind.version(), key, record.getBytes()));
    }

    @Override
    public Future<Void> remove(RecordKind kind, String key) {
        return keysOf(kind).remove(key)
                ? offer(new Entry(kind.code(), Operation.REMOVE, kind.version(), key, new byte[0]))
                : Future.succeededFuture();
    }

    private Set<String> keysOf(RecordKind kind) {
        return keys.computeIfAbsent(kind, first -> new HashSet<>());
    }

    @Override
    public Map<String, Buffer> restored(RecordKind kind) {
        return restored.of(kind);
    }

    @Override
    public void forget(RecordKind kind) {
        restored.forget(kind);
    }

    /** Number of records of that kind, on another thread a moment old. */
    public int records(RecordKind kind) {
        return keysOf(kind).size();
    }

    /** Why nothing is written at present; empty while all is well. Any thread. */
    public Optional<String> trouble() {
        return hung ? Optional.of("the disk does not answer") : writer.trouble();
    }

    /** Bytes of the store's files. Any thread. */
    public long fileBytes() {
        return writer.fileBytes();
    }

    private Future<Void> offer(Entry entry) {
        if (closing || !fits(entry)) {
            observer.onUnwritten(1);
            return Future.succeededFuture();
        }
        offered++;
        offeredBytes += entry.estimatedBytes();
        Promise<Void> written = Promise.promise();
        pending.add(written);
        writer.offer(entry);
        if (hung) {
            observer.onUnwritten(1);
            return Future.succeededFuture();
        }
        if (!patience.isRunning()) {
            beginPatience();
        }
        return written.future();
    }

    private boolean fits(Entry entry) {
        if (entry.value().length > Entry.MAX_BODY_BYTES / 2
                || entry.key().getBytes(StandardCharsets.UTF_8).length > Entry.MAX_KEY_BYTES) {
            LOG.atError()
                    .addKeyValue("bytes", entry.estimatedBytes())
                    .log("record is too long for the store and is not kept");
            return false;
        }
        return offeredBytes + entry.estimatedBytes() <= settings.backlogBytes();
    }

    private void beginPatience() {
        awaited = offered;
        patience.start(settings.writeTimeout(), this::onPatienceOver);
    }

    private void onPatienceOver() {
        if (done < awaited) {
            hung = true;
            observer.onUnwritten(pending.size());
            LOG.atError()
                    .addKeyValue("patience", settings.writeTimeout())
                    .log("disk of the store does not answer: calls go on, but survival is off");
            // they stay in the queue, for the count; a promise hears its completion once
            pending.forEach(Promise::tryComplete);
        } else if (done < offered) {
            beginPatience();
        }
    }

    private void onDone(int entries, long bytes) {
        done += entries;
        offeredBytes -= bytes;
        for (int entry = 0; entry < entries; entry++) {
            pending.remove().tryComplete();
        }
        if (hung && done == offered) {
            hung = false;
            LOG.atInfo().log("disk of the store answers again: survival is on");
        }
    }

    @Override
    public Future<Void> close() {
        if (!closing) {
            closing = true;
            writer.stop(() -> control.runOnContext(go -> onStopped()));
        }
        return closed.future();
    }

    private void onStopped() {
        patience.stop();
        try {
            lock.close();
        } catch (IOException failed) {
            LOG.atWarn()
                    .addKeyValue("cause", String.valueOf(failed.getMessage()))
                    .log("lock of the data folder could not be released");
        }
        closed.complete();
    }
}
