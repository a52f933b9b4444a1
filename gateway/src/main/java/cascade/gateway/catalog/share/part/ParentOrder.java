package cascade.gateway.catalog.share.part;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Parents-first order of catalog items, and within that areas, systems, groups, organisations, devices in the order in
 * which they came: uppers that build their tree while reading need it. Items whose parents run in a circle are cut out
 * of it and hung below a given parent. All are added, then all linked, then taken one after the other; each is a step of
 * its own, since a city's in one turn would hold up the loop. Control loop only.
 */
final class ParentOrder {

    private static final int LONGEST_AREA = 8;
    private static final int RANKS = LONGEST_AREA + 5;

    private final DeviceId instead;
    private final List<SharedItem> items;
    private final Map<DeviceId, Integer> positions;
    private final List<List<Integer>> children;
    private final List<List<Integer>> above;
    private final BitSet placed = new BitSet();
    private final List<BitSet> ready =
            IntStream.range(0, RANKS).mapToObj(rank -> new BitSet()).toList();

    /** The first place of each rank at which one may be ready. */
    private final int[] from = new int[RANKS];

    private int[] waitingFor = new int[0];
    private int linked;
    private int firstLeft;

    /**
     * @param expected how many items about
     * @param instead where an item goes whose parents run in a circle
     */
    ParentOrder(int expected, DeviceId instead) {
        this.instead = instead;
        items = new ArrayList<>(expected);
        children = new ArrayList<>(expected);
        above = new ArrayList<>(expected);
        positions = HashMap.newHashMap(expected);
    }

    void add(SharedItem item) {
        positions.put(item.id(), items.size());
        items.add(item);
        children.add(List.of());
        above.add(List.of());
    }

    /** Areas from the largest to the smallest, whose ids are longest. */
    private static int rank(DeviceId id) {
        return switch (id.nodeKind()) {
            case AREA -> Math.min(id.value().length(), LONGEST_AREA);
            case SYSTEM -> LONGEST_AREA + 1;
            case BUSINESS_GROUP -> LONGEST_AREA + 2;
            case VIRTUAL_ORGANISATION -> LONGEST_AREA + 3;
            case DEVICE -> LONGEST_AREA + 4;
        };
    }

    /** Links the next item with those that it hangs below; false when all are linked. */
    boolean linkNext() {
        if (linked == items.size()) {
            return false;
        }
        if (linked == 0) {
            waitingFor = new int[items.size()];
        }
        int child = linked++;
        CatalogItem item = items.get(child).item();
        item.parentIds().forEach(id -> link(positions.get(id), child));
        item.businessGroupId().ifPresent(id -> link(positions.get(id), child));
        if (above.get(child).isEmpty()) {
            isReady(child);
        }
        return true;
    }

    private void link(@Nullable Integer parent, int child) {
        if (parent != null && parent != child) {
            waitingFor[child]++;
            add(above, child, parent);
            add(children, parent, child);
        }
    }

    /** Most hang below one, and nothing below them. */
    private static void add(List<List<Integer>> lists, int at, int number) {
        List<Integer> list = lists.get(at);
        if (list.isEmpty()) {
            lists.set(at, List.of(number));
        } else {
            List<Integer> longer = list instanceof ArrayList<Integer> grown ? grown : new ArrayList<>(list);
            longer.add(number);
            lists.set(at, longer);
        }
    }

    private void isReady(int index) {
        int rank = rank(items.get(index).id());
        ready.get(rank).set(index);
        from[rank] = Math.min(from[rank], index);
    }

    /** The next in order; null when all were taken. */
    @Nullable
    SharedItem next() {
        int next = firstReady();
        if (next < 0) {
            if (placed.cardinality() == items.size()) {
                return null;
            }
            cutOut(inCircle());
            next = firstReady();
        }
        placed.set(next);
        for (int child : children.get(next)) {
            if (--waitingFor[child] == 0 && !placed.get(child)) {
                isReady(child);
            }
        }
        return items.get(next);
    }

    private int firstReady() {
        for (int rank = 0; rank < RANKS; rank++) {
            int index = ready.get(rank).nextSetBit(from[rank]);
            from[rank] = index < 0 ? items.size() : index;
            if (index >= 0) {
                ready.get(rank).clear(index);
                return index;
            }
        }
        return -1;
    }

    /** From any item left over, its parents that are left over lead into the circle. */
    private int inCircle() {
        firstLeft = placed.nextClearBit(firstLeft);
        int at = firstLeft;
        var seen = new HashSet<Integer>();
        while (seen.add(at)) {
            at = above.get(at).stream().filter(i -> !placed.get(i)).findFirst().orElseThrow();
        }
        return at;
    }

    private void cutOut(int index) {
        items.set(index, items.get(index).below(instead));
        waitingFor[index] = 0;
        isReady(index);
    }
}
