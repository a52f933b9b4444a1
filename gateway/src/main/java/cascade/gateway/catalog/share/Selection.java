package cascade.gateway.catalog.share;

import cascade.config.domain.Share;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selection of a lower's nodes that the share rules let an upper see: what a rule includes, and the systems, areas and
 * groups above it, so that the tree holds together. A recorder that is not included stays hidden though its channels
 * are seen. Pure, any thread.
 */
final class Selection {

    private final Map<DeviceId, TreeNode> nodes;
    private final Set<DeviceId> selected = new HashSet<>();

    private Selection(Map<DeviceId, TreeNode> nodes) {
        this.nodes = nodes;
    }

    /** @param nodes of the lower, by original id */
    static Set<DeviceId> of(Map<DeviceId, TreeNode> nodes, List<Share> rules, boolean devicesOnly) {
        var selection = new Selection(nodes);
        rules.forEach(rule -> selection.include(rule, devicesOnly));
        return selection.selected;
    }

    private void include(Share rule, boolean devicesOnly) {
        var seen = new HashSet<DeviceId>();
        for (TreeNode node : nodes.values()) {
            DeviceId id = node.ref().originalId();
            boolean shown = !devicesOnly || node.kind() == NodeKind.DEVICE;
            if (shown && rule.includes(id.value())) {
                selected.add(id);
                if (!devicesOnly && !rule.channels().isEmpty()) {
                    includeAbove(node, rule, seen);
                }
            }
        }
    }

    private void includeAbove(TreeNode start, Share rule, Set<DeviceId> seen) {
        var open = new ArrayDeque<TreeNode>();
        open.add(start);
        while (!open.isEmpty()) {
            for (DeviceId above : CatalogAncestors.of(open.remove().item())) {
                TreeNode node = nodes.get(above);
                if (node == null || !seen.add(above)) {
                    continue;
                }
                open.add(node);
                boolean excepted = rule.except().stream().anyMatch(pattern -> pattern.matches(above.value()));
                if (node.kind() != NodeKind.DEVICE && !excepted) {
                    selected.add(above);
                }
            }
        }
    }
}
