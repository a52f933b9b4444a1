package cascade.gateway.catalog.share;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.time.Turns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
        var found = new ArrayList<List<CatalogItem>>();
        Turns.AT_ONCE.take(search(scope, found::add));
        return found.stream().filter(items -> !items.isEmpty()).findFirst();
    }

    /**
     * The same in turns of the loop: a search through a city's items in one turn would hold up every call.
     *
     * @param onFound told once, with nothing when the upper sees nothing of that id
     */
    public Turns.Work search(DeviceId scope, Consumer<List<CatalogItem>> onFound) {
        if (scope.equals(platformId)) {
            return () -> {
                onFound.accept(items);
                return false;
            };
        }
        var search = new ScopeSearch(items, scope);
        return () -> {
            boolean more = search.goOn();
            if (!more) {
                onFound.accept(search.found());
            }
            return more;
        };
    }
}
