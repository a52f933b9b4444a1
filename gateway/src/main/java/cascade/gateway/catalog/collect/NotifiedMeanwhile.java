package cascade.gateway.catalog.collect;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    boolean isEmpty() {
        return words.isEmpty();
    }

    boolean knows(DeviceId id) {
        return words.containsKey(id);
    }

    /** Whether it told of a channel as one that is there, all fields included. */
    boolean brings(DeviceId id) {
        return Optional.ofNullable(words.get(id))
                .map(List::getFirst)
                .map(NotifiedMeanwhile::eventOf)
                .filter(event -> event == CatalogEvent.ADD || event == CatalogEvent.UPDATE)
                .isPresent();
    }

    /** Items of an answer with what was notified in their place, but for the {@link #states}. */
    List<CatalogItem> over(List<CatalogItem> answered) {
        return answered.stream().flatMap(item -> over(item).stream()).toList();
    }

    private Optional<CatalogItem> over(CatalogItem answered) {
        @Nullable List<CatalogItem> word = words.get(answered.deviceId());
        if (word == null) {
            return Optional.of(answered);
        }
        CatalogItem first = word.getFirst();
        return switch (eventOf(first)) {
            case ADD, UPDATE -> Optional.of(first);
            case DEL -> Optional.empty();
            // finer than the Status of an item, so it is written after the items
            case ON, OFF, VLOST, DEFECT -> Optional.of(answered);
        };
    }

    /** The last states that were notified of the channels of those items. */
    List<CatalogItem> states(List<CatalogItem> answered) {
        return answered.stream()
                .flatMap(item -> Stream.ofNullable(words.get(item.deviceId())))
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
