package cascade.gateway.catalog.share;

import cascade.gateway.catalog.share.part.SharedItem;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Catalog changes that wait to be notified to an upper. Only the difference between then and now counts: a channel that
 * went off and came back meanwhile did not change (GB/T 28181-2022 annex N asks to filter flapping). Control loop only.
 */
final class PendingChanges {

    private final Map<DeviceId, Optional<SharedItem>> before = new LinkedHashMap<>();

    /** What was taken as deleted, until all is taken that waited with it: what hung below it may wait still. */
    private final Map<DeviceId, CatalogItem> gone = new HashMap<>();

    private boolean isSeriesOver = true;

    /** Notes that an id is about to change, and how the upper sees it until now: not at all when null. */
    void note(DeviceId id, @Nullable SharedItem item) {
        before.putIfAbsent(id, Optional.ofNullable(item));
    }

    /** Adds ids that others noted, as such that the upper does not see until now. */
    void addIds(PendingChanges others) {
        others.before.keySet().forEach(id -> note(id, null));
    }

    /** Notes what was noted for a view that stood before, which knows better what the upper was told last. */
    void put(PendingChanges earlier) {
        before.putAll(earlier.before);
    }

    boolean isEmpty() {
        return before.isEmpty();
    }

    /**
     * Takes differences, deletions first, the rest in the order in which it began.
     *
     * @param most so many ids at most, those that began first
     */
    List<SharedChange> take(Function<DeviceId, Optional<SharedItem>> now, int most) {
        if (isSeriesOver) {
            gone.clear();
        }
        var deleted = new ArrayList<SharedChange>();
        var other = new ArrayList<SharedChange>();
        Iterator<Map.Entry<DeviceId, Optional<SharedItem>>> first =
                before.entrySet().iterator();
        for (int i = 0; i < most && first.hasNext(); i++) {
            Map.Entry<DeviceId, Optional<SharedItem>> next = first.next();
            difference(next.getValue(), now.apply(next.getKey())).ifPresent(change -> {
                if (change.event() == CatalogEvent.DEL) {
                    gone.put(next.getKey(), change.item());
                    deleted.add(change);
                } else {
                    other.add(change);
                }
            });
            first.remove();
        }
        isSeriesOver = before.isEmpty();
        deleted.addAll(other);
        return deleted;
    }

    /** An item as it was before the changes that wait, or that were taken last. */
    Optional<CatalogItem> itemBefore(DeviceId id) {
        return before.getOrDefault(id, Optional.empty())
                .map(SharedItem::item)
                .or(() -> Optional.ofNullable(gone.get(id)));
    }

    void clear() {
        before.clear();
        gone.clear();
    }

    private static Optional<SharedChange> difference(Optional<SharedItem> then, Optional<SharedItem> now) {
        if (then.isEmpty()) {
            return now.map(item -> new SharedChange(CatalogEvent.ADD, item.item()));
        }
        SharedItem old = then.get();
        if (now.isEmpty()) {
            return Optional.of(new SharedChange(CatalogEvent.DEL, old.item()));
        }
        SharedItem item = now.get();
        if (!old.isSameBut(item)) {
            return Optional.of(new SharedChange(CatalogEvent.UPDATE, item.item()));
        }
        return old.state() == item.state()
                ? Optional.empty()
                : Optional.of(new SharedChange(item.state().event(), item.item()));
    }
}
