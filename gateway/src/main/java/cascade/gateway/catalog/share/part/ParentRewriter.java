package cascade.gateway.catalog.share.part;

import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * ParentID rewriting of a lower's nodes, so that each names only what the upper sees: a hidden parent gives way to what
 * stands above it, the lower's own platform to its shared item or else to ours. A camera that names no parent, or none
 * that is seen, hangs below the area of its civil code where that is in the lower's catalog (ParentID may be an area's,
 * GB/T 28181-2016 annexes A.2.1.9 and O). Pure, any thread.
 */
final class ParentRewriter {

    private final Function<DeviceId, Optional<TreeNode>> nodes;
    private final Function<DeviceId, Optional<DeviceId>> exported;
    private final DeviceId lowerId;
    private final DeviceId platform;
    private final boolean byCivilCode;

    /**
     * @param nodes of the lower, by original id
     * @param exported exported id by original id
     * @param lowerId the lower platform's own id
     * @param platform our platform's exported id
     * @param byCivilCode whether a camera's civil code may say below which area it hangs
     */
    ParentRewriter(
            Function<DeviceId, Optional<TreeNode>> nodes,
            Function<DeviceId, Optional<DeviceId>> exported,
            DeviceId lowerId,
            DeviceId platform,
            boolean byCivilCode) {
        this.nodes = nodes;
        this.exported = exported;
        this.lowerId = lowerId;
        this.platform = platform;
        this.byCivilCode = byCivilCode;
    }

    List<DeviceId> of(TreeNode node) {
        NodeKind kind = kind(node);
        if (kind == NodeKind.AREA) {
            return List.of(); // an area's parent is in its own digits
        }
        List<DeviceId> named = node.item().parentIds();
        boolean isPlain = named.size() == 1 && !named.getFirst().equals(lowerId);
        if (isPlain && isShownAsItself(named.getFirst(), node)) {
            return named; // that of most cameras, without a search
        }
        Set<DeviceId> parents = visibleAbove(node);
        if (!parents.isEmpty()) {
            return List.copyOf(parents);
        }
        return switch (kind) {
            case DEVICE -> List.of(area(node).orElseGet(() -> top(node)));
            case VIRTUAL_ORGANISATION -> group(node).isPresent() ? List.of() : List.of(top(node));
            case SYSTEM, BUSINESS_GROUP -> List.of(top(node));
            case AREA -> List.of();
        };
    }

    private boolean isShownAsItself(DeviceId parent, TreeNode node) {
        return !parent.equals(node.ref().originalId())
                && exported.apply(parent).filter(parent::equals).isPresent();
    }

    /** The smallest area of its civil code that the lower has and the upper sees. */
    private Optional<DeviceId> area(TreeNode node) {
        if (!byCivilCode) {
            return Optional.empty();
        }
        return CatalogAncestors.areas(node.item().civilCode().orElse("")).stream()
                .filter(area -> !area.equals(node.ref().originalId())) // one that map makes a camera of
                .flatMap(area -> exported.apply(area).stream())
                .findFirst();
    }

    /** The business group's exported id, if the upper sees the group. */
    Optional<DeviceId> group(TreeNode node) {
        return node.item()
                .businessGroupId()
                .filter(group -> !group.equals(node.ref().originalId()) && kind(node) != NodeKind.AREA)
                .flatMap(exported);
    }

    /** As the upper tells it from the id that it knows. */
    private NodeKind kind(TreeNode node) {
        DeviceId original = node.ref().originalId();
        return exported.apply(original).orElse(original).nodeKind();
    }

    /** Where a node goes that names no parent: below the platform that sent it. */
    private DeviceId top(TreeNode node) {
        return node.ref().originalId().equals(lowerId)
                ? platform
                : exported.apply(lowerId).orElse(platform);
    }

    private Set<DeviceId> visibleAbove(TreeNode start) {
        var visible = new LinkedHashSet<DeviceId>();
        var seen = new HashSet<>(Set.of(start.ref().originalId()));
        var open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            for (DeviceId parent : open.remove().item().parentIds()) {
                if (!seen.add(parent)) {
                    continue;
                }
                Optional<DeviceId> shown = parent.equals(lowerId) ? Optional.of(top(start)) : exported.apply(parent);
                shown.ifPresentOrElse(visible::add, () -> nodes.apply(parent).ifPresent(open::add));
            }
        }
        return visible;
    }
}
