package cascade.gateway.catalog.share;

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
 * are seen. Pure, any thread.
 */
final class Selection {

    private final Map<DeviceId, TreeNode> nodes;
    private final Function<DeviceId, Optional<TreeNode>> byId;
    private final Set<DeviceId> selected = new HashSet<>();

    private Selection(Map<DeviceId, TreeNode> nodes) {
        this.nodes = nodes;
        byId = id -> Optional.ofNullable(nodes.get(id));
    }

    /** @param nodes of the lower, by original id */
    static Set<DeviceId> of(Map<DeviceId, TreeNode> nodes, List<ShareRule> rules, boolean devicesOnly) {
        var selection = new Selection(nodes);
        rules.forEach(rule -> selection.include(rule, devicesOnly));
        return selection.selected;
    }

    private void include(ShareRule rule, boolean devicesOnly) {
        var seen = new HashSet<DeviceId>();
        for (TreeNode node : nodes.values()) {
            DeviceId id = node.ref().originalId();
            boolean shown = !devicesOnly || node.kind() == NodeKind.DEVICE;
            if (shown && rule.includes(node, byId)) {
                selected.add(id);
                if (!devicesOnly && !rule.share().isWhole()) {
                    includeAbove(node, rule, seen);
                }
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
