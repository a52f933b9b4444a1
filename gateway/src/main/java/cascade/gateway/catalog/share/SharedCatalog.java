package cascade.gateway.catalog.share;

import cascade.gateway.catalog.share.part.CatalogAncestors;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Snapshot of a shared view: what an answer of many parts is made of, whatever happens meanwhile. Immutable, any
 * thread.
 *
 * @param platformId our own id, which stands for the whole catalog
 * @param items parents before children
 */
public record SharedCatalog(DeviceId platformId, List<CatalogItem> items) {

    public SharedCatalog {
        items = List.copyOf(items);
    }

    /** @param items parents before children in the part of each lower, behind our own item; areas may serve several */
    static SharedCatalog areasFirst(DeviceId platformId, List<CatalogItem> items) {
        var areas = new ArrayList<CatalogItem>();
        var others = new ArrayList<CatalogItem>(items.size());
        for (CatalogItem item : items) {
            (isTopArea(item) ? areas : others).add(item);
        }
        areas.sort(Comparator.comparingInt(item -> item.deviceId().value().length()));
        others.addAll(1, areas);
        return new SharedCatalog(platformId, others);
    }

    private static boolean isTopArea(CatalogItem item) {
        return item.parentIds().isEmpty() && item.deviceId().nodeKind() == NodeKind.AREA;
    }

    /**
     * What a query for that id is answered with (GB/T 28181-2016 9.5.3): the node and all below it; for an area, what has
     * its civil code.
     *
     * @return empty when the upper sees nothing of that id
     */
    public Optional<List<CatalogItem>> below(DeviceId scope) {
        if (scope.equals(platformId)) {
            return Optional.of(items);
        }
        boolean area = scope.nodeKind() == NodeKind.AREA;
        Set<DeviceId> parents = parents();
        var inside = new HashSet<DeviceId>();
        var found = new ArrayList<CatalogItem>();
        List<DeviceId> last = List.of();
        boolean lastIsInside = false;
        for (CatalogItem item : items) {
            boolean here = area
                    ? CatalogAncestors.isInArea(item, scope)
                    : item.deviceId().equals(scope);
            if (!item.parentIds().equals(last)) { // neighbours have the same, and all of them stand before
                last = item.parentIds();
                lastIsInside = last.stream().anyMatch(inside::contains);
            }
            boolean inGroup = item.businessGroupId().filter(inside::contains).isPresent();
            if (here || lastIsInside || inGroup) {
                found.add(item);
                if (parents.contains(item.deviceId())) {
                    inside.add(item.deviceId());
                }
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(found));
    }

    /** The ids below which something hangs, which are few. */
    private Set<DeviceId> parents() {
        var parents = new HashSet<DeviceId>();
        List<DeviceId> last = List.of();
        for (CatalogItem item : items) {
            if (!item.parentIds().equals(last)) { // neighbours have the same
                last = item.parentIds();
                parents.addAll(last);
            }
            item.businessGroupId().ifPresent(parents::add);
        }
        return parents;
    }
}
