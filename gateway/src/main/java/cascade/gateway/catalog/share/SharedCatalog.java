package cascade.gateway.catalog.share;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    static SharedCatalog areasFirst(DeviceId platformId, Stream<CatalogItem> items) {
        var ordered = new ArrayList<CatalogItem>();
        items.forEach(ordered::add);
        ordered.subList(1, ordered.size())
                .sort(Comparator.comparingInt(
                        item -> isTopArea(item) ? item.deviceId().value().length() : Integer.MAX_VALUE));
        return new SharedCatalog(platformId, ordered);
    }

    private static boolean isTopArea(CatalogItem item) {
        return item.deviceId().nodeKind() == NodeKind.AREA && item.parentIds().isEmpty();
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
        var inside = new HashSet<DeviceId>();
        var found = new ArrayList<CatalogItem>();
        for (CatalogItem item : items) {
            boolean here = area
                    ? CatalogAncestors.isInArea(item, scope)
                    : item.deviceId().equals(scope);
            if (here || hangsBelow(item, inside)) {
                inside.add(item.deviceId());
                found.add(item);
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(found));
    }

    private static boolean hangsBelow(CatalogItem item, Set<DeviceId> inside) {
        return item.parentIds().stream().anyMatch(inside::contains)
                || item.businessGroupId().filter(inside::contains).isPresent();
    }
}
