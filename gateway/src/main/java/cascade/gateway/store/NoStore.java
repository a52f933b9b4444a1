package cascade.gateway.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** Store that keeps nothing ({@code gateway.store.kind = none}). Any thread. */
public enum NoStore implements RecordStore {
    INSTANCE;

    @Override
    public Future<Void> put(RecordKind kind, String key, Buffer record) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> remove(RecordKind kind, String key) {
        return Future.succeededFuture();
    }

    @Override
    public Map<String, Buffer> restored(RecordKind kind) {
        return Map.of();
    }

    @Override
    public void forget(RecordKind kind) {
        // there was nothing
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
