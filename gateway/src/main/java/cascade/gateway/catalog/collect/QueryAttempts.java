package cascade.gateway.catalog.collect;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogCollector;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attempts at one catalog query, each a MESSAGE with an SN of its own, and what they brought together: where some parts of
 * every answer are lost, two or three answers still hold them all. Parts of an earlier attempt, which a slow lower may
 * answer still, count for the present one. Control loop only.
 */
final class QueryAttempts {

    private final int maxItems;
    private final Set<Long> sns = new HashSet<>();
    private final Map<DeviceId, CatalogItem> together = new LinkedHashMap<>();
    private CatalogCollector now;
    private CatalogCollector before;
    private long sn;
    private int knownBefore;
    private boolean announced;

    QueryAttempts(int maxItems) {
        this.maxItems = maxItems;
        now = new CatalogCollector(0, maxItems);
        before = now;
    }

    void begin(long next) {
        sns.add(next);
        sn = next;
        before = now;
        now = new CatalogCollector(next, maxItems);
        knownBefore = together.size();
        announced = false;
    }

    /** Whether that is the attempt under way, and not one before. */
    boolean isAt(long other) {
        return sn == other;
    }

    Set<Long> sns() {
        return Set.copyOf(sns);
    }

    int count() {
        return sns.size();
    }

    /** Whether the attempt under way has brought no item yet. */
    boolean isEmpty() {
        return now.size() == 0;
    }

    /** @return the items of the part, those that came before it under other parents with all of them */
    List<CatalogItem> add(CatalogResponse part) {
        announced |= part.sumNum().isPresent();
        now.add(new CatalogResponse(sn, part.deviceId(), part.sumNum(), part.items(), part.extra()));
        List<CatalogItem> items = part.items().stream()
                .map(CatalogItem::deviceId)
                .distinct()
                .flatMap(id -> now.find(id).stream())
                .toList();
        items.forEach(item -> together.put(item.deviceId(), item));
        return items;
    }

    /** Whether all came that the answer announced. One that announced nothing, or 0 beside its items, may go on. */
    boolean isComplete() {
        boolean counted = now.expected() > 0 || isEmpty();
        return announced && counted && isEnough();
    }

    /** Whether as much came as was announced, if anything was: by this attempt, or together by all that announce the same. */
    boolean isEnough() {
        boolean sameSum = now.expected() > 0 && now.expected() == before.expected();
        return now.isComplete() || (sameSum && together.size() + now.repeated() >= Math.min(now.expected(), maxItems));
    }

    /** Whether this answer brought what the one before did: then there is no more, whatever was announced. */
    boolean isSameAsBefore() {
        return !isEmpty() && now.ids().equals(before.ids());
    }

    /** Whether one more attempt may help: this was the first, or it brought something that was not there before. */
    boolean isProgress() {
        return count() == 1 || together.size() > knownBefore;
    }

    /** Whether anything came to any attempt. */
    boolean isAnswered() {
        return now.expected() > 0 || !together.isEmpty();
    }

    /** Items that came so far. */
    int size() {
        return together.size();
    }

    int expected() {
        return now.expected();
    }

    /** All that came, in the order of its first arrival. */
    List<CatalogItem> items() {
        return List.copyOf(together.values());
    }
}
