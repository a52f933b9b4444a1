package cascade.gateway.catalog.share.part;

import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Subtree of a lower's catalog: some nodes with all that hangs below them, by ParentID, by business group or, for an area,
 * by civil code (GB/T 28181-2016 9.5.3 and annex O). A civil code of a node's own counts before those of its parents: a
 * platform may lie in another district than its cameras. Pure, any thread.
 */
public final class Subtree {

    private final Set<DeviceId> tops;
    private final List<String> areas;

    /** @param tops the ids of its topmost nodes; none is a subtree without nodes */
    public Subtree(Collection<String> tops) {
        this.tops = new HashSet<>();
        tops.forEach(top -> this.tops.add(new DeviceId(top)));
        areas = this.tops.stream()
                .filter(top -> top.nodeKind() == NodeKind.AREA)
                .map(DeviceId::value)
                .toList();
    }

    boolean isEmpty() {
        return tops.isEmpty();
    }

    /** @param nodes of the lower, by original id */
    public boolean holds(TreeNode start, Function<DeviceId, Optional<TreeNode>> nodes) {
        if (tops.isEmpty()) {
            return false;
        }
        DeviceId id = start.ref().originalId();
        String code = areaCode(start.item());
        return tops.contains(id) || isInArea(code) || hangsBelow(start, code.isEmpty(), nodes);
    }

    private boolean hangsBelow(TreeNode start, boolean byCodeOfParents, Function<DeviceId, Optional<TreeNode>> nodes) {
        boolean codeWanted = byCodeOfParents && !areas.isEmpty();
        var seen = new HashSet<>(Set.of(start.ref().originalId()));
        var open = new ArrayDeque<DeviceId>();
        addAbove(start.item(), open);
        while (!open.isEmpty()) {
            DeviceId above = open.remove();
            if (!seen.add(above)) {
                continue;
            }
            if (tops.contains(above) || (above.nodeKind() == NodeKind.AREA && isInArea(above.value()))) {
                return true;
            }
            Optional<TreeNode> node = nodes.apply(above);
            if (node.isPresent()) {
                String code = codeWanted ? areaCode(node.get().item()) : "";
                if (isInArea(code)) {
                    return true;
                }
                codeWanted &= code.isEmpty();
                addAbove(node.get().item(), open);
            }
        }
        return false;
    }

    private static void addAbove(CatalogItem item, ArrayDeque<DeviceId> open) {
        open.addAll(item.parentIds());
        item.businessGroupId().ifPresent(open::add);
    }

    private boolean isInArea(String code) {
        return !code.isEmpty() && areas.stream().anyMatch(code::startsWith);
    }

    /** The civil code that an item bears, for an area its own digits; "" where that is no code. */
    private static String areaCode(CatalogItem item) {
        String code = item.deviceId().nodeKind() == NodeKind.AREA
                ? item.deviceId().value()
                : item.civilCode().orElse("");
        boolean isCode = code.length() > 1 && code.chars().allMatch(c -> c >= '0' && c <= '9');
        return isCode ? code : "";
    }
}
