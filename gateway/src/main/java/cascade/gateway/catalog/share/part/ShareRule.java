package cascade.gateway.catalog.share.part;

import cascade.config.domain.Share;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Share rule of an upper, to be asked about the nodes of its lower. Pure, any thread.
 *
 * @param index its place in {@code share}
 * @param provenance of the lower's nodes: what came from us or from the upper is shown by no rule
 */
public record ShareRule(int index, Share share, Subtree below, Subtree exceptBelow, Provenance provenance) {

    /** @param places of the rules for one lower among {@code shares}, as {@link #byLower} gives them */
    public static List<ShareRule> of(List<Share> shares, List<Integer> places, Provenance provenance) {
        return places.stream().map(place -> of(shares, place, provenance)).toList();
    }

    private static ShareRule of(List<Share> shares, int place, Provenance provenance) {
        Share share = shares.get(place);
        return new ShareRule(place, share, new Subtree(share.below()), new Subtree(share.exceptBelow()), provenance);
    }

    /** Places of the rules for each lower, the lowers in the order in which they come first. */
    public static Map<String, List<Integer>> byLower(List<Share> shares) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int place = 0; place < shares.size(); place++) {
            places.computeIfAbsent(shares.get(place).from(), first -> new ArrayList<>())
                    .add(place);
        }
        return places;
    }

    /**
     * Whether all its conditions hold for a node and no exception does.
     *
     * @param nodes of the lower, by original id
     */
    public boolean includes(TreeNode node, Function<DeviceId, Optional<TreeNode>> nodes) {
        return covers(node, nodes) && !excepts(node, nodes);
    }

    /** Whether all its conditions hold for a node, exceptions aside. */
    public boolean covers(TreeNode node, Function<DeviceId, Optional<TreeNode>> nodes) {
        String id = node.ref().originalId().value();
        return share.isNamed(id) && share.isOfType(id) && (below.isEmpty() || below.holds(node, nodes));
    }

    /** Whether an exception of it names a node, or something above it; or the node came from where it would be shown. */
    boolean excepts(TreeNode node, Function<DeviceId, Optional<TreeNode>> nodes) {
        return share.isExcepted(node.ref().originalId().value())
                || exceptBelow.holds(node, nodes)
                || provenance.origin(node, nodes).isPresent();
    }

    /** Whether a node of that id, which is not known, might be included. */
    boolean mayInclude(DeviceId original) {
        return share.mayInclude(original.value());
    }
}
