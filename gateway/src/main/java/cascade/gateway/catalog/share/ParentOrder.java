package cascade.gateway.catalog.share;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Parents-first order of catalog items, and within that areas, systems, groups, organisations, devices in the order in
 * which they came: uppers that build their tree while reading need it. Items whose parents run in a circle are cut out
 * of it and hung below a given parent. Pure, any thread.
 */
final class ParentOrder {

    private static final int BEHIND_AREAS = 10;

    private final List<SharedItem> items;
    private final List<List<Integer>> children = new ArrayList<>();
    private final List<List<Integer>> above = new ArrayList<>();
    private final int[] waitingFor;
    private final boolean[] placed;
    private final int[] ranks;
    private final PriorityQueue<Integer> ready;
    private final List<SharedItem> ordered = new ArrayList<>();
    private int firstLeft;

    private ParentOrder(List<SharedItem> given) {
        items = new ArrayList<>(given);
        waitingFor = new int[items.size()];
        placed = new boolean[items.size()];
        ranks = items.stream().mapToInt(item -> rank(item.id())).toArray();
        ready = new PriorityQueue<>(
                Comparator.comparingInt((Integer index) -> ranks[index]).thenComparingInt(index -> index));
    }

    /** Areas from the largest to the smallest, whose ids are longest. */
    private static int rank(DeviceId id) {
        return switch (id.nodeKind()) {
            case AREA -> id.value().length();
            case SYSTEM -> BEHIND_AREAS;
            case BUSINESS_GROUP -> BEHIND_AREAS + 1;
            case VIRTUAL_ORGANISATION -> BEHIND_AREAS + 2;
            case DEVICE -> BEHIND_AREAS + 3;
        };
    }

    /** @param instead where an item goes whose parents run in a circle */
    static List<SharedItem> sort(List<SharedItem> items, DeviceId instead) {
        var order = new ParentOrder(items);
        order.link();
        order.place();
        while (order.ordered.size() < items.size()) {
            order.cutOut(order.inCircle(), instead);
            order.place();
        }
        return order.ordered;
    }

    private void link() {
        Map<DeviceId, Integer> positions = HashMap.newHashMap(items.size());
        for (int i = 0; i < items.size(); i++) {
            positions.put(items.get(i).id(), i);
            children.add(new ArrayList<>(0));
            above.add(new ArrayList<>(1));
        }
        for (int i = 0; i < items.size(); i++) {
            int child = i;
            CatalogItem item = items.get(i).item();
            item.parentIds().forEach(id -> link(positions.get(id), child));
            item.businessGroupId().ifPresent(id -> link(positions.get(id), child));
            waitingFor[i] = above.get(i).size();
            if (waitingFor[i] == 0) {
                ready.add(i);
            }
        }
    }

    private void link(@Nullable Integer parent, int child) {
        if (parent != null && parent != child) {
            above.get(child).add(parent);
            children.get(parent).add(child);
        }
    }

    private void place() {
        while (!ready.isEmpty()) {
            int next = ready.remove();
            placed[next] = true;
            ordered.add(items.get(next));
            for (int child : children.get(next)) {
                if (--waitingFor[child] == 0 && !placed[child]) {
                    ready.add(child);
                }
            }
        }
    }

    /** From any item left over, its parents that are left over lead into the circle. */
    private int inCircle() {
        while (placed[firstLeft]) {
            firstLeft++;
        }
        int at = firstLeft;
        var seen = new HashSet<Integer>();
        while (seen.add(at)) {
            at = above.get(at).stream().filter(i -> !placed[i]).findFirst().orElseThrow();
        }
        return at;
    }

    private void cutOut(int index, DeviceId instead) {
        items.set(index, items.get(index).below(instead));
        waitingFor[index] = 0;
        ready.add(index);
    }
}
