package cascade.gateway.catalog.share.part;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Part of a shared catalog that comes from one lower, parents before children. A node below which nothing hangs may be
 * put in and taken out by itself; any other change makes a new part. Control loop only.
 */
public final class LowerPart {

    private final Map<DeviceId, SharedItem> items = new LinkedHashMap<>();

    /** Exported id by original id, of those that have another or are shown as an area of another lower. */
    private final Map<DeviceId, DeviceId> renamed = new HashMap<>();

    private final Set<DeviceId> namedAbove = new HashSet<>();
    private List<ShareProblem> problems = List.of();
    private Set<DeviceId> missed = Set.of();

    /** An empty one. */
    public LowerPart() {}

    /** Puts an item behind all others; its parents are there. */
    void append(SharedItem item) {
        items.put(item.id(), item);
    }

    /**
     * Notes what is not in it.
     *
     * @param unshown why some channels are not shown
     * @param areasOfOthers shown as areas of another lower
     */
    void lacks(List<ShareProblem> unshown, Set<DeviceId> areasOfOthers) {
        problems = List.copyOf(unshown);
        var ids = new HashSet<>(areasOfOthers);
        problems.forEach(problem -> ids.add(problem.exportedId()));
        missed = ids;
    }

    /** By exported id. */
    public Map<DeviceId, SharedItem> items() {
        return items;
    }

    /** Notes the id under which a node is shown that is not its own, or under which another lower shows it. */
    void rename(DeviceId original, DeviceId id) {
        if (!original.equals(id) || !items.containsKey(id)) {
            renamed.put(original, id);
        }
    }

    /** The id under which the upper knows that node, if it sees it. */
    public Optional<DeviceId> exported(DeviceId original) {
        @Nullable DeviceId other = renamed.get(original);
        if (other != null) {
            return Optional.of(other);
        }
        @Nullable SharedItem item = items.get(original);
        return item != null && item.isOf(original) ? Optional.of(item.id()) : Optional.empty();
    }

    public List<ShareProblem> problems() {
        return problems;
    }

    /** Why a channel that is shared cannot be shown. */
    public Optional<ShareProblem> problem(ChannelRef ref) {
        return problems.stream().filter(problem -> problem.ref().equals(ref)).findFirst();
    }

    /** Whether one of these ids, now free, would show more of this lower. */
    boolean wants(Set<DeviceId> freed) {
        return missed.stream().anyMatch(freed::contains);
    }

    /** Remembers what an item of the lower, shown or hidden, says that it hangs below. */
    void noteAbove(CatalogItem original) {
        namedAbove.addAll(original.parentIds());
        original.businessGroupId().ifPresent(namedAbove::add);
    }

    /** Whether something hangs below that node, or did. */
    boolean isNamedAbove(DeviceId original) {
        return namedAbove.contains(original);
    }

    Optional<SharedItem> shown(DeviceId original) {
        return exported(original).flatMap(id -> Optional.ofNullable(items.get(id)));
    }

    /** Shows a node below which nothing hangs: at the end, since it may have come before its parent otherwise. */
    void put(DeviceId original, SharedItem item) {
        @Nullable SharedItem old = items.get(item.id());
        if (old != null && !old.item().parentIds().equals(item.item().parentIds())) {
            items.remove(item.id());
        }
        items.put(item.id(), item);
        rename(original, item.id());
    }

    /** Hides a node below which nothing hangs. */
    void remove(DeviceId original) {
        Optional<DeviceId> id = exported(original);
        renamed.remove(original);
        id.ifPresent(items::remove);
    }

    /** Shows an item instead of the one of the same id that hangs below the same. */
    void exchange(SharedItem item) {
        items.put(item.id(), item);
    }
}
