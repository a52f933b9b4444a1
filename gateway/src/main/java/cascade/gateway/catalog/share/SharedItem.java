package cascade.gateway.catalog.share;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogItemBuilder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Catalog item of a shared view, as an upper sees it. Immutable, any thread.
 *
 * @param item with exported ids only
 * @param origin what it stands for; empty for our own platform and organisations
 * @param state finer than the item's Status
 */
record SharedItem(CatalogItem item, Optional<ChannelRef> origin, ChannelState state) {

    static SharedItem own(CatalogItem item) {
        return new SharedItem(item, Optional.empty(), ChannelState.ON);
    }

    /** @param shape the item as the upper sees it, but for its Status */
    static SharedItem of(TreeNode node, CatalogItemBuilder shape) {
        return new SharedItem(shape.status(status(node)).build(), Optional.of(node.ref()), node.state());
    }

    /** The same item in the state that the node has now. */
    SharedItem in(TreeNode node) {
        return of(node, item.toBuilder());
    }

    /** The same item below another parent. */
    SharedItem below(DeviceId parent) {
        return new SharedItem(
                item.toBuilder()
                        .parentIds(List.of(parent))
                        .businessGroupId(null)
                        .build(),
                origin,
                state);
    }

    /** Whether the two differ in their state at most. */
    boolean isSameBut(SharedItem other) {
        return item.toBuilder()
                .status(null)
                .build()
                .equals(other.item.toBuilder().status(null).build());
    }

    /** Devices and systems must have a Status (GB/T 28181-2016 annex A.2.1.9); areas and groups need none. */
    private static @Nullable String status(TreeNode node) {
        if (node.state() != ChannelState.ON) {
            return "OFF";
        }
        boolean needed = node.kind() == NodeKind.DEVICE || node.kind() == NodeKind.SYSTEM;
        return node.item().isOn() ? node.item().status().orElse(needed ? "ON" : null) : "ON";
    }

    DeviceId id() {
        return item.deviceId();
    }
}
