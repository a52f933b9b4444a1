package cascade.gateway.catalog.tree;

import cascade.gateway.gb.DeviceId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Partition of one lower's nodes into the pages that they are kept in, and which of these have changed since they were taken
 * last. A node stays in the page that it came into; a page is not filled up again. Control loop only.
 */
final class Pages {

    private final List<List<DeviceId>> pages = new ArrayList<>();
    private final BitSet changed = new BitSet();

    /** The page of a node that is new. */
    int add(DeviceId id) {
        if (pages.isEmpty() || pages.getLast().size() >= KeptPage.SIZE) {
            pages.add(new ArrayList<>(KeptPage.SIZE));
        }
        pages.getLast().add(id);
        int number = pages.size() - 1;
        changed.set(number);
        return number;
    }

    /** Puts a page where it was, unchanged; what is between it and those before is empty. */
    void restore(int number, List<DeviceId> ids) {
        while (pages.size() <= number) {
            pages.add(new ArrayList<>(0));
        }
        pages.set(number, new ArrayList<>(ids));
    }

    void remove(DeviceId id, int number) {
        pages.get(number).remove(id);
        changed.set(number);
    }

    void change(int number) {
        changed.set(number);
    }

    List<DeviceId> ids(int number) {
        return List.copyOf(pages.get(number));
    }

    /** Numbers of those that hold something, or did since they were taken. */
    IntStream numbers() {
        return IntStream.range(0, pages.size())
                .filter(number -> !pages.get(number).isEmpty() || changed.get(number));
    }

    boolean hasChanged() {
        return !changed.isEmpty();
    }

    /** The first that has changed, which is no longer so from now on. There must be one. */
    int take() {
        int number = changed.nextSetBit(0);
        changed.clear(number);
        return number;
    }
}
