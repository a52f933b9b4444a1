package cascade.gateway.catalog.share;

import cascade.config.Permission;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;

/** Look-up result of an id that an upper uses. Immutable, any thread. */
public sealed interface Resolution {

    /**
     * The channel behind it.
     *
     * @param exportedId as the upper knows it
     * @param node as its lower domain knows it
     */
    record Found(DeviceId exportedId, TreeNode node) implements Resolution {}

    /** No channel, or none that is shared with this upper: for it that is the same. */
    record Unknown(DeviceId exportedId) implements Resolution {}

    /** The channel is shared, but not for this use. */
    record NotPermitted(DeviceId exportedId, Permission missing) implements Resolution {}
}
