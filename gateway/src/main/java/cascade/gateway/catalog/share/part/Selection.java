package cascade.gateway.catalog.share.part;

import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Selection of a lower's nodes that the share rules let an upper see: what a rule includes, and the systems, areas and
 * groups above it, so that the tree holds together. A recorder that is not included stays hidden though its channels
 * are seen. Control loop only.
 */
final class Selection {

    private final Map<DeviceId, TreeNode> nodes;
    private final Function<DeviceId, Optional<TreeNode>> byId;
    private final boolean devicesOnly;
    private final Set<DeviceId> selected = new HashSet<>();

    /** @param nodes of the lower, by original id */
    Selection(Map<DeviceId, TreeNode> nodes, boolean devicesOnly) {
        this.nodes = nodes;
        this.devicesOnly = devicesOnly;
        byId = id -> Optional.ofNullable(nodes.get(id));
    }

    boolean contains(DeviceId original) {
        return selected.contains(original);
    }

    /**
     * Selects a node, and what stands above it, where the rule includes it.
     *
     * @param seen what was found above earlier nodes by the same rule
     */
    void offer(TreeNode node, ShareRule rule, Set<DeviceId> seen) {
        boolean shown = !devicesOnly || node.kind() == NodeKind.DEVICE;
        if (shown && rule.includes(node, byId)) {
            selected.add(node.ref().originalId());
            if (!devicesOnly && !rule.share().isWhole()) {
                includeAbove(node, rule, seen);
            }
        }
    }

    private void includeAbove(TreeNode start, ShareRule rule, Set<DeviceId> seen) {
        var open = new ArrayDeque<TreeNode>();
        open.add(start);
        while (!open.isEmpty()) {
            for (DeviceId above : CatalogAncestors.of(open.remove().item())) {
                TreeNode node = nodes.get(above);
                if (node == null || !seen.add(above)) {
                    continue;
                }
                open.add(node);
                if (node.kind() != NodeKind.DEVICE && !rule.excepts(node, byId)) {
                    selected.add(above);
                }
            }
        }
    }

    /** All that stands above a node in its lower's catalog, whether shown or not. */
    static List<TreeNode> above(TreeNode start, Function<DeviceId, Optional<TreeNode>> nodes) {
        var found = new ArrayList<TreeNode>();
        var seen = new HashSet<>(Set.of(start.ref().originalId()));
        var open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            for (DeviceId id : CatalogAncestors.of(open.remove().item())) {
                if (seen.add(id)) {
                    nodes.apply(id).ifPresent(node -> {
                        found.add(node);
                        open.add(node);
                    });
                }
            }
        }
        return found;
    }
}
