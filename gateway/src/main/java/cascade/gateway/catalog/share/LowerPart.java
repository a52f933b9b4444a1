package cascade.gateway.catalog.share;

import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one upper sees of one lower, parents before children. Control loop only: the item of a channel is exchanged when
 * its state changes, everything else is fixed.
 */
final class LowerPart {

    static final LowerPart EMPTY = new LowerPart(List.of(), List.of(), Set.of());

    private final Map<DeviceId, SharedItem> items = new LinkedHashMap<>();
    private final Map<DeviceId, DeviceId> exportedByOriginal = new HashMap<>();
    private final List<ShareProblem> problems;
    private final Set<DeviceId> missed;

    /**
     * @param problems why some channels are not shown
     * @param missed the ids that were wanted and not had
     */
    LowerPart(List<SharedItem> ordered, List<ShareProblem> problems, Set<DeviceId> missed) {
        this.problems = List.copyOf(problems);
        this.missed = Set.copyOf(missed);
        for (SharedItem item : ordered) {
            items.put(item.id(), item);
            item.origin().ifPresent(ref -> exportedByOriginal.put(ref.originalId(), item.id()));
        }
    }

    /** By exported id. */
    Map<DeviceId, SharedItem> items() {
        return items;
    }

    Map<DeviceId, DeviceId> exportedByOriginal() {
        return exportedByOriginal;
    }

    List<ShareProblem> problems() {
        return problems;
    }

    /** Whether one of these ids, now free, would show more of this lower. */
    boolean wants(Set<DeviceId> freed) {
        return missed.stream().anyMatch(freed::contains);
    }

    /** Writes a channel's state of now into its item; gives the item of before, if the channel is shown. */
    Optional<SharedItem> exchange(TreeNode node) {
        DeviceId id = exportedByOriginal.get(node.ref().originalId());
        SharedItem old = id == null ? null : items.get(id);
        if (old == null) {
            return Optional.empty();
        }
        items.put(old.id(), old.in(node));
        return Optional.of(old);
    }

    /** Exported ids of this part that the other has not. */
    Set<DeviceId> idsNotIn(LowerPart other) {
        var ids = new LinkedHashSet<>(items.keySet());
        ids.removeAll(other.items.keySet());
        return ids;
    }
}
