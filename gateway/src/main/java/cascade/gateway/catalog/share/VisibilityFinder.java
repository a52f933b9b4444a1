package cascade.gateway.catalog.share;

import cascade.config.Permission;
import cascade.config.UpperDomainConfig;
import cascade.config.domain.Share;
import cascade.config.domain.TreeView;
import cascade.config.value.ChannelPattern;
import cascade.gateway.catalog.share.part.LowerPart;
import cascade.gateway.catalog.share.part.OwnNodes;
import cascade.gateway.catalog.share.part.Provenance;
import cascade.gateway.catalog.share.part.ShareProblem;
import cascade.gateway.catalog.share.part.ShareRule;
import cascade.gateway.catalog.share.part.Subtree;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finder of the reason for which an upper sees a node of one lower or does not. Control loop only. */
final class VisibilityFinder {

    private final UpperDomainConfig upper;
    private final String lower;
    private final List<ShareRule> rules;
    private final LowerPart part;
    private final Provenance provenance;
    private final Function<DeviceId, Optional<TreeNode>> nodes;

    /**
     * @param rules of the upper for that lower
     * @param part what the upper is shown of that lower
     * @param provenance of that lower's nodes towards the upper
     * @param nodes of the lower, by original id
     */
    VisibilityFinder(
            UpperDomainConfig upper,
            String lower,
            List<ShareRule> rules,
            LowerPart part,
            Provenance provenance,
            Function<DeviceId, Optional<TreeNode>> nodes) {
        this.upper = upper;
        this.lower = lower;
        this.rules = rules;
        this.part = part;
        this.provenance = provenance;
        this.nodes = nodes;
    }

    Visibility of(TreeNode node) {
        DeviceId original = node.ref().originalId();
        @Nullable DeviceId exported = part.exported(original).orElse(null);
        if (exported != null) {
            return shown(node, exported);
        }
        return part.problem(node.ref())
                .<Visibility>map(problem -> new Visibility.Conflict(problem.exportedId(), holder(problem)))
                .orElseGet(() -> hidden(node));
    }

    private String holder(ShareProblem problem) {
        return switch (problem.kind()) {
            case ID_GIVEN_AWAY -> "a channel to which map gives it";
            case LOOP, ID_TAKEN ->
                problem.heldBy().equals(OwnNodes.HOLDER) ? "our own platform or organisation" : problem.heldBy();
        };
    }

    private Visibility shown(TreeNode node, DeviceId exported) {
        Optional<ShareRule> rule =
                rules.stream().filter(one -> one.includes(node, nodes)).findFirst();
        if (rule.isEmpty()) {
            return new Visibility.HoldsTree(exported);
        }
        boolean callable =
                exported.nodeKind() != NodeKind.DEVICE || upper.permissions().contains(Permission.LIVE);
        int index = rule.get().index();
        return callable ? new Visibility.Shared(exported, index) : new Visibility.NotPermitted(exported, index);
    }

    private Visibility hidden(TreeNode node) {
        Optional<ShareRule> covering =
                rules.stream().filter(rule -> rule.covers(node, nodes)).findFirst();
        if (covering.isEmpty()) {
            return new Visibility.NoRule(lower, !rules.isEmpty());
        }
        Optional<DeviceId> origin = provenance.origin(node, nodes);
        if (origin.isPresent()) {
            return new Visibility.CameAround(lower, origin.get());
        }
        Optional<ShareRule> including =
                rules.stream().filter(rule -> rule.includes(node, nodes)).findFirst();
        if (including.isEmpty()) {
            ShareRule rule = covering.get();
            return new Visibility.Excepted(rule.index(), exception(rule.share(), node));
        }
        boolean original = upper.tree() instanceof TreeView.Original;
        return original || node.kind() == NodeKind.DEVICE
                ? new Visibility.StandsForUs(new DeviceId(upper.localDeviceId()))
                : new Visibility.NotInTree();
    }

    private String exception(Share share, TreeNode node) {
        String id = node.ref().originalId().value();
        return share.except().stream()
                .filter(pattern -> pattern.matches(id))
                .map(ChannelPattern::text)
                .findFirst()
                .or(() -> share.exceptBelow().stream()
                        .filter(top -> new Subtree(List.of(top)).holds(node, nodes))
                        .findFirst()
                        .map(top -> "of all below " + top))
                .orElse("");
    }

    /** Of an id that the lower has not told of. */
    Visibility ofAbsent() {
        return rules.isEmpty() ? new Visibility.NoRule(lower, false) : new Visibility.NotInCatalog(lower);
    }
}
