package cascade.gateway.store.journal;

import cascade.gateway.store.RecordKind;
import cascade.gateway.store.journal.Entry.Operation;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Records of the former process as its files tell them, entry by entry. One thread at a time. */
final class RestoredRecords {

    private static final Map<Integer, RecordKind> KINDS =
            Arrays.stream(RecordKind.values()).collect(Collectors.toMap(RecordKind::code, Function.identity()));

    private record Key(int kind, String key) {}

    private final Upgrade upgrade;
    private final Map<RecordKind, Map<String, Buffer>> records = new EnumMap<>(RecordKind.class);
    private final Map<Key, Entry> unreadable = new LinkedHashMap<>();
    private boolean upgraded;

    RestoredRecords(Upgrade upgrade) {
        this.upgrade = upgrade;
    }

    void take(Entry entry) {
        var key = new Key(entry.kind(), entry.key());
        unreadable.remove(key);
        Optional<RecordKind> kind = Optional.ofNullable(KINDS.get(entry.kind()));
        Optional<Buffer> readable =
                entry.operation() == Operation.PUT ? kind.flatMap(known -> read(known, entry)) : Optional.empty();
        kind.ifPresent(known -> {
            if (readable.isPresent()) {
                records.computeIfAbsent(known, first -> new LinkedHashMap<>()).put(entry.key(), readable.get());
            } else {
                records.getOrDefault(known, new LinkedHashMap<>()).remove(entry.key());
            }
        });
        if (entry.operation() == Operation.PUT && readable.isEmpty()) {
            unreadable.put(key, entry);
        }
    }

    private Optional<Buffer> read(RecordKind kind, Entry entry) {
        Buffer record = Buffer.buffer(entry.value());
        if (entry.version() == kind.version()) {
            return Optional.of(record);
        }
        upgraded = true;
        return upgrade.translate(kind, entry.version(), record);
    }

    /** Whether something must be written anew, since the files say it in another version. */
    boolean differFromFiles() {
        return upgraded || !unreadable.isEmpty();
    }

    /** Entries whose kind or version this build does not read. */
    List<Entry> unreadable() {
        return new ArrayList<>(unreadable.values());
    }

    Map<String, Buffer> of(RecordKind kind) {
        return Collections.unmodifiableMap(records.getOrDefault(kind, Map.of()));
    }

    void forget(RecordKind kind) {
        records.remove(kind);
    }

    Set<String> keys(RecordKind kind) {
        return of(kind).keySet();
    }
}
