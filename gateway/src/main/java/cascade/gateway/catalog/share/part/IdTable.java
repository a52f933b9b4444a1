package cascade.gateway.catalog.share.part;

import cascade.gateway.gb.DeviceId;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hash table of shared items by exported id, with open addressing: an item takes some eight bytes in it, where an entry of
 * a HashMap takes forty, and a view of a city has a million. It is made of many small tables, so that none grows for longer
 * than a moment. Control loop only.
 */
final class IdTable {

    private static final int TABLE_BITS = 8;
    private static final int SMALLEST = 4;

    private final Table[] tables = new Table[1 << TABLE_BITS];
    private int size;

    IdTable() {
        Arrays.setAll(tables, i -> new Table());
    }

    Optional<SharedItem> get(DeviceId id) {
        return Optional.ofNullable(table(id).get(id));
    }

    /** Takes the place of the one of the same id. */
    void put(SharedItem item) {
        size += table(item.id()).put(item) ? 1 : 0;
    }

    void remove(DeviceId id) {
        size -= table(id).remove(id) ? 1 : 0;
    }

    int size() {
        return size;
    }

    private Table table(DeviceId id) {
        return tables[hash(id) >>> (Integer.SIZE - TABLE_BITS)];
    }

    /** Ids that differ in their last digits are spread. */
    private static int hash(DeviceId id) {
        return id.hashCode() * 0x9e3779b9;
    }

    private static final class Table {
        private @Nullable SharedItem[] slots = new @Nullable SharedItem[SMALLEST];
        private int used;

        @Nullable
        SharedItem get(DeviceId id) {
            return slots[slot(id)];
        }

        /** @return whether there was none of that id */
        boolean put(SharedItem item) {
            int slot = slot(item.id());
            boolean isNew = slots[slot] == null;
            slots[slot] = item;
            used += isNew ? 1 : 0;
            if (3 * used > 2 * slots.length) {
                resize(2 * slots.length);
            }
            return isNew;
        }

        /** @return whether there was one */
        boolean remove(DeviceId id) {
            int gap = slot(id);
            if (slots[gap] == null) {
                return false;
            }
            used--;
            slots[gap] = null;
            closeGap(gap);
            if (slots.length > SMALLEST && used < slots.length / 8) {
                resize(slots.length / 2);
            }
            return true;
        }

        /** What could not have the slot that is free now, moves there; else it would not be found any longer. */
        private void closeGap(int free) {
            int gap = free;
            int at = next(gap);
            for (SharedItem item = slots[at]; item != null; item = slots[at]) {
                int wanted = home(item.id());
                boolean reachesGap = gap <= at ? wanted <= gap || wanted > at : wanted <= gap && wanted > at;
                if (reachesGap) {
                    slots[gap] = item;
                    slots[at] = null;
                    gap = at;
                }
                at = next(at);
            }
        }

        private void resize(int length) {
            @Nullable SharedItem[] old = slots;
            slots = new @Nullable SharedItem[length];
            for (@Nullable SharedItem item : old) {
                if (item != null) {
                    slots[slot(item.id())] = item;
                }
            }
        }

        /** Where the item of that id is, or would be. */
        private int slot(DeviceId id) {
            int slot = home(id);
            for (SharedItem item = slots[slot]; item != null && !item.id().equals(id); item = slots[slot]) {
                slot = next(slot);
            }
            return slot;
        }

        private int next(int slot) {
            return (slot + 1) & (slots.length - 1);
        }

        /** By the bits that do not choose the table. */
        private int home(DeviceId id) {
            return (hash(id) >>> (Integer.SIZE - TABLE_BITS - bits())) & (slots.length - 1);
        }

        private int bits() {
            return Integer.numberOfTrailingZeros(slots.length);
        }
    }
}
