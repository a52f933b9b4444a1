package cascade.gateway.testkit;

import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Record store in memory: a put completes at once. {@link #restarted} is what the next process would find. */
public final class MemoryStore implements RecordStore {

    private final Map<RecordKind, Map<String, Buffer>> records = new EnumMap<>(RecordKind.class);
    private final Map<RecordKind, Map<String, Buffer>> restored = new EnumMap<>(RecordKind.class);
    private boolean closed;

    public MemoryStore() {
        this(Map.of());
    }

    private MemoryStore(Map<RecordKind, Map<String, Buffer>> left) {
        left.forEach((kind, kept) -> {
            records.put(kind, new LinkedHashMap<>(kept));
            restored.put(kind, new LinkedHashMap<>(kept));
        });
    }

    /** The store of a process that begins with what this one holds now. */
    public MemoryStore restarted() {
        return new MemoryStore(records);
    }

    /** What is kept of this kind now. */
    public Map<String, Buffer> kept(RecordKind kind) {
        return Map.copyOf(records.getOrDefault(kind, Map.of()));
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public Future<Void> put(RecordKind kind, String key, Buffer record) {
        records.computeIfAbsent(kind, first -> new LinkedHashMap<>()).put(key, record.copy());
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> remove(RecordKind kind, String key) {
        records.computeIfAbsent(kind, first -> new LinkedHashMap<>()).remove(key);
        return Future.succeededFuture();
    }

    @Override
    public Map<String, Buffer> restored(RecordKind kind) {
        return restored.getOrDefault(kind, Map.of());
    }

    @Override
    public void forget(RecordKind kind) {
        restored.remove(kind);
    }

    @Override
    public Future<Void> close() {
        closed = true;
        return Future.succeededFuture();
    }
}
