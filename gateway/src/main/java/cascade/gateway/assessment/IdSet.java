package cascade.gateway.assessment;

import cascade.gateway.gb.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * Set of ids that only grows, in some ten bytes an id beside the ids themselves, which a catalog has already: of a city's
 * channels a {@code HashSet} takes five times as much. Open addressing, one thread.
 */
final class IdSet {

    private static final int LEAST = 16;

    private @Nullable DeviceId[] table = new DeviceId[LEAST];
    private int size;

    /** Whether it was not there yet. */
    boolean add(DeviceId id) {
        if (2 * (size + 1) > table.length) {
            grow();
        }
        int at = find(table, id);
        if (table[at] != null) {
            return false;
        }
        table[at] = id;
        size++;
        return true;
    }

    boolean contains(DeviceId id) {
        return table[find(table, id)] != null;
    }

    int size() {
        return size;
    }

    private void grow() {
        @Nullable DeviceId[] larger = new DeviceId[table.length * 2];
        for (DeviceId id : table) {
            if (id != null) {
                larger[find(larger, id)] = id;
            }
        }
        table = larger;
    }

    /** Place of the id, or the free one where it belongs. */
    private static int find(@Nullable DeviceId[] table, DeviceId id) {
        int hash = id.hashCode() * 0x9E3779B9;
        int at = (hash ^ (hash >>> 16)) & (table.length - 1);
        while (table[at] != null && !id.equals(table[at])) {
            at = (at + 1) & (table.length - 1);
        }
        return at;
    }
}
