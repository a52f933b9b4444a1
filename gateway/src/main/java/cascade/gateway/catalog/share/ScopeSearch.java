package cascade.gateway.catalog.share;

import cascade.gateway.catalog.share.part.CatalogAncestors;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.time.Turns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Search of a shared catalog for a node and all below it, for an area by civil code (GB/T 28181-2016 9.5.3), some thousand
 * items a turn. Control loop only.
 */
final class ScopeSearch implements Turns.Work {

    private static final int PER_TURN = 10_000;

    private final List<CatalogItem> items;
    private final DeviceId scope;
    private final boolean area;

    /** The ids below which something hangs, which are few. */
    private final Set<DeviceId> parents = new HashSet<>();

    private final Set<DeviceId> inside = new HashSet<>();
    private final List<CatalogItem> found = new ArrayList<>();

    /** Neighbours have the same parents, and all of them stand before. */
    private List<DeviceId> lastParents = List.of();

    private boolean lastIsInside;
    private int collected;
    private int searched;

    /** @param items parents before children */
    ScopeSearch(List<CatalogItem> items, DeviceId scope) {
        this.items = items;
        this.scope = scope;
        area = scope.nodeKind() == NodeKind.AREA;
    }

    List<CatalogItem> found() {
        return found;
    }

    @Override
    public boolean goOn() {
        for (int i = 0; i < PER_TURN; i++) {
            if (collected < items.size()) {
                collect(items.get(collected++));
            } else if (searched < items.size()) {
                search(items.get(searched++));
            } else {
                return false;
            }
        }
        return true;
    }

    private void collect(CatalogItem item) {
        if (!item.parentIds().equals(lastParents)) {
            lastParents = item.parentIds();
            parents.addAll(lastParents);
        }
        item.businessGroupId().ifPresent(parents::add);
    }

    private void search(CatalogItem item) {
        boolean here =
                area ? CatalogAncestors.isInArea(item, scope) : item.deviceId().equals(scope);
        boolean isFirst = searched == 1;
        if (isFirst || !item.parentIds().equals(lastParents)) {
            lastParents = item.parentIds();
            lastIsInside = lastParents.stream().anyMatch(inside::contains);
        }
        boolean inGroup = item.businessGroupId().filter(inside::contains).isPresent();
        if (here || lastIsInside || inGroup) {
            found.add(item);
            if (parents.contains(item.deviceId())) {
                inside.add(item.deviceId());
            }
        }
    }
}
