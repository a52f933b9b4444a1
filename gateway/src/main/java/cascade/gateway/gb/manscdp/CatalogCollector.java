package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reassembly of one catalog answer from its parts, in whatever order, however often each comes, and with whatever
 * SumNum the later ones carry. Holds no timer: who waits for parts decides when to stop waiting, and takes what is
 * there.
 *
 * <p>Confined to one thread, the control loop. GB/T 28181-2016 annex N, GB/T 28181-2022 annex M.
 */
public final class CatalogCollector {
    /** Outcome of taking a part. */
    public enum Outcome {
        /** Items that were not there before, or an answer without items. */
        ADDED,
        /** Nothing new: a retransmission. */
        DUPLICATE,
        /** The answer to another query. */
        FOREIGN_SN,
        /** More items than are kept; those within the limit were added. */
        OVERFLOW
    }

    private final long sn;
    private final int maxItems;
    private final Map<DeviceId, CatalogItem> items = new LinkedHashMap<>();
    private final ItemPool pool = new ItemPool();
    private int expected;
    private int repeated;
    private boolean anyPart;

    /** For the answer to the query with this SN; at most {@code maxItems} are kept. */
    public CatalogCollector(long sn, int maxItems) {
        this.sn = sn;
        this.maxItems = maxItems;
    }

    public Outcome add(CatalogResponse part) {
        if (part.sn() != sn) {
            return Outcome.FOREIGN_SN;
        }
        // later parts of some products count themselves only
        expected = Math.max(expected, part.sumNum().orElse(part.items().size()));
        boolean first = !anyPart;
        anyPart = true;
        int before = items.size();
        boolean overflow = addItems(part.items());
        if (overflow) {
            return Outcome.OVERFLOW;
        }
        return first || items.size() > before ? Outcome.ADDED : Outcome.DUPLICATE;
    }

    /** Whether as many items came as the answer announced, or as many as are kept. */
    public boolean isComplete() {
        return anyPart && items.size() + repeated >= Math.min(expected, maxItems);
    }

    /** SumNum: the items that the answer announced, so far as is known. */
    public int expected() {
        return expected;
    }

    /** How many items came so far. */
    public int size() {
        return items.size();
    }

    /** Items that came a second time in one part, which SumNum counts as well. */
    public int repeated() {
        return repeated;
    }

    /** Item as it came last, with all the parents under which it came. */
    public Optional<CatalogItem> find(DeviceId id) {
        return Optional.ofNullable(items.get(id));
    }

    /** Ids of the items that came so far. */
    public Set<DeviceId> ids() {
        return Collections.unmodifiableSet(items.keySet());
    }

    /** Items that came so far, in the order of arrival. */
    public List<CatalogItem> items() {
        return List.copyOf(items.values());
    }

    private boolean addItems(List<CatalogItem> arrived) {
        Set<DeviceId> newHere = new LinkedHashSet<>();
        boolean overflow = false;
        for (CatalogItem each : arrived) {
            CatalogItem item = pool.share(each);
            DeviceId id = item.deviceId();
            if (items.containsKey(id)) {
                // twice in one part is no retransmission: the sender counts both in SumNum
                repeated += newHere.contains(id) ? 1 : 0;
                items.merge(id, item, CatalogCollector::merged);
            } else if (items.size() < maxItems) {
                items.put(id, item);
                newHere.add(id);
            } else {
                overflow = true;
            }
        }
        return overflow;
    }

    /** The later item; a device that is listed under several parents keeps them all. */
    private static CatalogItem merged(CatalogItem earlier, CatalogItem later) {
        Set<DeviceId> parents = new LinkedHashSet<>(earlier.parentIds());
        parents.addAll(later.parentIds());
        return later.toBuilder().parentIds(new ArrayList<>(parents)).build();
    }
}
