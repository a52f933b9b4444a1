package cascade.gateway.catalog.collect;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Notifications of one lower while a query of its catalog runs, the last word on each channel. A lower may take its answer
 * from the catalog of the moment of the query and send it for minutes, so that each of these is newer than whatever a
 * part says of the same channel, also a part that comes later. Control loop only.
 */
final class NotifiedMeanwhile {

    private final int maxChannels;

    /** An item or a deletion, and the state that was notified after it; or the state alone. */
    private final Map<DeviceId, List<CatalogItem>> words = new LinkedHashMap<>();

    private boolean overflow;

    /** @param maxChannels a lower that notifies of more channels than are kept of it is not remembered further */
    NotifiedMeanwhile(int maxChannels) {
        this.maxChannels = maxChannels;
    }

    void note(List<CatalogItem> notified) {
        notified.forEach(this::note);
    }

    private void note(CatalogItem item) {
        if (words.size() >= maxChannels && !words.containsKey(item.deviceId())) {
            overflow = true;
        } else if (isState(item)) {
            words.merge(item.deviceId(), List.of(item), (earlier, state) -> {
                CatalogItem first = earlier.getFirst();
                return isState(first) ? state : List.of(first, item);
            });
        } else {
            words.put(item.deviceId(), List.of(item));
        }
    }

    /** Whether it could not keep all, so that an answer of the same time cannot be trusted. */
    boolean isOverflowing() {
        return overflow;
    }

    /** The items of an answer with what was notified written over them, but for the {@link #states}. */
    List<CatalogItem> over(List<CatalogItem> answered) {
        var items = new LinkedHashMap<DeviceId, CatalogItem>();
        answered.forEach(item -> items.put(item.deviceId(), item));
        words.forEach((id, word) -> {
            CatalogItem first = word.getFirst();
            switch (eventOf(first)) {
                case ADD, UPDATE -> items.put(id, first);
                case DEL -> items.remove(id);
                case ON, OFF, VLOST, DEFECT -> {
                    // finer than the Status of an item, so it is written after all items
                }
            }
        });
        return List.copyOf(items.values());
    }

    /** The last states that were notified. */
    List<CatalogItem> states() {
        return words.values().stream()
                .map(List::getLast)
                .filter(NotifiedMeanwhile::isState)
                .toList();
    }

    private static boolean isState(CatalogItem item) {
        return switch (eventOf(item)) {
            case ON, OFF, VLOST, DEFECT -> true;
            case ADD, UPDATE, DEL -> false;
        };
    }

    private static CatalogEvent eventOf(CatalogItem item) {
        return item.event().orElse(CatalogEvent.UPDATE);
    }
}
