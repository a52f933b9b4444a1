package cascade.gateway.catalog.share.part;

import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Provenance of a lower's nodes towards one upper: those that hang below our own platform's item, or below the upper's, came
 * to the lower from there, over however many gateways, and are not shown once more. An item of such an id at the top of the
 * catalog proves nothing: some platforms list the server that they register with (GB/T 28181-2022 annex H lists a platform
 * below the one that it came by). Pure, any thread.
 */
public final class Provenance {

    /** Nothing comes from elsewhere. */
    public static final Provenance NONE = new Provenance(Set.of(), "");

    private final Set<DeviceId> platforms;
    private final String lowerId;

    private Provenance(Set<DeviceId> platforms, String lowerId) {
        this.platforms = Set.copyOf(platforms);
        this.lowerId = lowerId;
    }

    public static Provenance of(UpperDomainConfig upper, LowerDomainConfig lower) {
        var platforms = new HashSet<DeviceId>();
        for (String id : List.of(upper.deviceId(), upper.localDeviceId(), lower.localDeviceId())) {
            if (!id.equals(lower.deviceId())) {
                platforms.add(new DeviceId(id));
            }
        }
        return new Provenance(platforms, lower.deviceId());
    }

    /**
     * The platform, ours or the upper's, that a node came from.
     *
     * @param nodes of the lower, by original id
     */
    public Optional<DeviceId> origin(TreeNode node, Function<DeviceId, Optional<TreeNode>> nodes) {
        return platforms.stream()
                .filter(platform -> isPassedOn(platform, nodes))
                .filter(platform -> new Subtree(List.of(platform.value())).holds(node, nodes))
                .findFirst();
    }

    private boolean isPassedOn(DeviceId platform, Function<DeviceId, Optional<TreeNode>> nodes) {
        return nodes.apply(platform).stream()
                .flatMap(node -> node.item().parentIds().stream())
                .filter(parent -> !parent.equals(platform))
                .anyMatch(parent ->
                        parent.value().equals(lowerId) || nodes.apply(parent).isPresent());
    }
}
