package cascade.gateway.store.journal;

import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Folder of a store under test, opened and closed as processes come and go. */
final class StoreFolder implements AutoCloseable {

    static final RecordKind KIND = RecordKind.LOWER_REGISTRATION;
    private static final int SMALL = 64 << 10;

    private final ControlLoop loop = new ControlLoop();
    private final Path folder;

    StoreFolder(Path folder) {
        this.folder = folder;
    }

    JournalStore open() {
        return open(Upgrade.NONE, StoreObserver.NONE, RecordFile::open);
    }

    JournalStore open(Upgrade upgrade, StoreObserver observer, RecordFile.Opener opener) {
        return loop.await(() -> opening(upgrade, observer, opener));
    }

    Throwable refusal() {
        return loop.awaitFailure(() -> opening(Upgrade.NONE, StoreObserver.NONE, RecordFile::open));
    }

    private Future<JournalStore> opening(Upgrade upgrade, StoreObserver observer, RecordFile.Opener opener) {
        var settings = new JournalSettings(
                folder, Duration.ofMillis(10), Duration.ofSeconds(30), Duration.ofMillis(20), SMALL, SMALL * 16L);
        return open(loop, settings, upgrade, observer, opener);
    }

    static Future<JournalStore> open(
            ControlLoop loop,
            JournalSettings settings,
            Upgrade upgrade,
            StoreObserver observer,
            RecordFile.Opener opener) {
        return JournalStore.open(
                loop.vertx(), loop.context(), Timers.of(loop.vertx()), settings, upgrade, observer, opener);
    }

    ControlLoop loop() {
        return loop;
    }

    /** Puts and waits until it is written. */
    void put(JournalStore store, String key, String value) {
        loop.await(() -> store.put(KIND, key, Buffer.buffer(value)));
    }

    void remove(JournalStore store, String key) {
        loop.await(() -> store.remove(KIND, key));
    }

    void close(JournalStore store) {
        loop.await(store::close);
    }

    /** What the next process finds. */
    Map<String, String> left() {
        JournalStore store = open();
        Map<String, String> left = restored(store);
        close(store);
        return left;
    }

    Map<String, String> restored(JournalStore store) {
        return loop.call(() -> {
            Map<String, String> found = new LinkedHashMap<>();
            store.restored(KIND).forEach((key, record) -> found.put(key, record.toString()));
            return found;
        });
    }

    List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The journal that a fresh store writes. */
    Path journal() {
        return new StoreFiles(folder).journal(1);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        loop.close();
    }
}
