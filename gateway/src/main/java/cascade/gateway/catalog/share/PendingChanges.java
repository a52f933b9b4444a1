package cascade.gateway.catalog.share;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayList;
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

    /** Notes that an id is about to change, and how the upper sees it until now: not at all when null. */
    void note(DeviceId id, @Nullable SharedItem item) {
        before.putIfAbsent(id, Optional.ofNullable(item));
    }

    /** Adds what was noted for a view that stood before. */
    void addAll(PendingChanges earlier) {
        earlier.before.forEach(before::putIfAbsent);
    }

    boolean isEmpty() {
        return before.isEmpty();
    }

    /** The differences, deletions first, the rest in the order in which it began. */
    List<SharedChange> differences(Function<DeviceId, Optional<SharedItem>> now) {
        var deleted = new ArrayList<SharedChange>();
        var other = new ArrayList<SharedChange>();
        before.forEach((id, then) -> difference(then, now.apply(id))
                .ifPresent(change -> (change.event() == CatalogEvent.DEL ? deleted : other).add(change)));
        deleted.addAll(other);
        return deleted;
    }

    /** The items that some change may have deleted, as they were. */
    Map<DeviceId, CatalogItem> itemsBefore() {
        var items = new LinkedHashMap<DeviceId, CatalogItem>();
        before.forEach((id, then) -> then.ifPresent(item -> items.put(id, item.item())));
        return items;
    }

    void clear() {
        before.clear();
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
