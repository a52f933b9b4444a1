package cascade.gateway.catalog.share;

import cascade.gateway.gb.DeviceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hash table of shared items by exported id, with open addressing: an item takes some eight bytes in it, where an entry of
 * a HashMap takes forty, and a view of a city has a million. Control loop only.
 */
final class IdTable {

    private static final int SMALLEST = 16;

    private @Nullable SharedItem[] slots = new @Nullable SharedItem[SMALLEST];
    private int size;

    Optional<SharedItem> get(DeviceId id) {
        return Optional.ofNullable(slots[slot(id)]);
    }

    /** Takes the place of the one of the same id. */
    void put(SharedItem item) {
        int slot = slot(item.id());
        if (slots[slot] == null) {
            size++;
        }
        slots[slot] = item;
        if (3 * size > 2 * slots.length) {
            resize(2 * slots.length);
        }
    }

    void remove(DeviceId id) {
        int gap = slot(id);
        if (slots[gap] == null) {
            return;
        }
        size--;
        slots[gap] = null;
        closeGap(gap);
        if (slots.length > SMALLEST && size < slots.length / 8) {
            resize(slots.length / 2);
        }
    }

    int size() {
        return size;
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

    private int home(DeviceId id) {
        int hash = id.hashCode() * 0x9e3779b9; // ids that differ in their last digits are spread
        return hash >>> Integer.numberOfLeadingZeros(slots.length - 1);
    }
}
