package cascade.gateway.catalog.share;

import cascade.gateway.catalog.share.part.CatalogAncestors;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Changes of a shared view since it was asked last. Control loop only: it looks at the view as it is now. */
public final class SharedChanges {

    private final DeviceId platformId;
    private final List<SharedChange> changes;
    private final Function<DeviceId, Optional<CatalogItem>> lookup;

    /** @param lookup an item as it is now, or as it was before one of the changes deleted it */
    SharedChanges(DeviceId platformId, List<SharedChange> changes, Function<DeviceId, Optional<CatalogItem>> lookup) {
        this.platformId = platformId;
        this.changes = List.copyOf(changes);
        this.lookup = lookup;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The changes that a subscription to that id is told of: the same scope as {@link SharedCatalog#below}. */
    public List<SharedChange> below(DeviceId scope) {
        return scope.equals(platformId)
                ? changes
                : changes.stream().filter(within(scope)).toList();
    }

    Predicate<SharedChange> within(DeviceId scope) {
        return change -> scope.equals(platformId) || isBelow(change.item(), scope);
    }

    private boolean isBelow(CatalogItem start, DeviceId scope) {
        boolean area = scope.nodeKind() == NodeKind.AREA;
        var seen = new HashSet<DeviceId>();
        var open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            CatalogItem item = open.remove();
            if (area ? CatalogAncestors.isInArea(item, scope) : item.deviceId().equals(scope)) {
                return true;
            }
            var above = new HashSet<>(item.parentIds());
            item.businessGroupId().ifPresent(above::add);
            above.stream().filter(seen::add).forEach(id -> lookup.apply(id).ifPresent(open::add));
        }
        return false;
    }
}
