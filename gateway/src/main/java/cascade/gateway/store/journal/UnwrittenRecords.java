package cascade.gateway.store.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes that the disk refused, the last of each key: written when there is room again, so that the files then say what
 * is. Bounded; what is beyond its limit is lost. Writer thread only.
 */
final class UnwrittenRecords {

    private record Key(int kind, String key) {}

    private final long maxBytes;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private long bytes;

    UnwrittenRecords(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @return false where there is no room for it, and the key's former change is kept */
    boolean add(Entry entry) {
        var key = new Key(entry.kind(), entry.key());
        Entry former = entries.get(key);
        long grown = bytes + entry.estimatedBytes() - (former == null ? 0 : former.estimatedBytes());
        if (grown > maxBytes) {
            return false;
        }
        entries.remove(key);
        entries.put(key, entry);
        bytes = grown;
        return true;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<Entry> all() {
        return new ArrayList<>(entries.values());
    }

    void clear() {
        entries.clear();
        bytes = 0;
    }
}
