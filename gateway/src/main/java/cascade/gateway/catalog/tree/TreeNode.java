package cascade.gateway.catalog.tree;

import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;

/**
 * Node of the channel tree as it stands: a camera, a recorder, a platform, an area, a group. Immutable, any thread.
 *
 * @param ref where it comes from
 * @param item what its domain told of it last, without event
 * @param state whether it can be used now: off while its domain is offline
 */
public record TreeNode(ChannelRef ref, CatalogItem item, ChannelState state) {

    public TreeNode {
        if (item.event().isPresent() || !item.deviceId().equals(ref.originalId())) {
            throw new IllegalArgumentException("item: " + item.deviceId() + " (expected: that of the ref, no event)");
        }
    }

    public NodeKind kind() {
        return item.deviceId().nodeKind();
    }
}
