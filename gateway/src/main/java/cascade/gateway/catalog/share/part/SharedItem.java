package cascade.gateway.catalog.share.part;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogItemBuilder;
import cascade.gateway.gb.manscdp.ItemPool;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Catalog item of a shared view, as an upper sees it; the tree's own item where it sees that one unchanged. Immutable, any
 * thread.
 *
 * @param item with exported ids only
 * @param lower where it comes from; null for our own platform and organisations
 * @param original its id there
 * @param state finer than the item's Status
 */
public record SharedItem(
        CatalogItem item, @Nullable String lower, @Nullable DeviceId original, ChannelState state) {

    static SharedItem own(CatalogItem item) {
        return new SharedItem(item, null, null, ChannelState.ON);
    }

    /**
     * @param shape the item as the upper sees it, but for its Status
     * @param pool of the view
     */
    static SharedItem of(TreeNode node, CatalogItemBuilder shape, ItemPool pool) {
        CatalogItem item = shape.status(status(node)).build();
        return new SharedItem(
                item.equals(node.item()) ? node.item() : pool.share(item),
                node.ref().lower(),
                node.ref().originalId(),
                node.state());
    }

    /** What it stands for; empty for our own platform and organisations. */
    public Optional<ChannelRef> origin() {
        return lower == null || original == null ? Optional.empty() : Optional.of(new ChannelRef(lower, original));
    }

    boolean isOf(DeviceId id) {
        return id.equals(original);
    }

    /** The same item in the state that the node has now. */
    SharedItem in(TreeNode node, ItemPool pool) {
        return of(node, item.toBuilder(), pool);
    }

    /** The same item below another parent. */
    SharedItem below(DeviceId parent) {
        return new SharedItem(
                item.toBuilder()
                        .parentIds(List.of(parent))
                        .businessGroupId(null)
                        .build(),
                lower,
                original,
                state);
    }

    /** Whether the two differ in their state at most. */
    public boolean isSameBut(SharedItem other) {
        return item.isSameButStatus(other.item);
    }

    /** Devices and systems must have a Status (GB/T 28181-2016 annex A.2.1.9); areas and groups need none. */
    private static @Nullable String status(TreeNode node) {
        if (node.state() != ChannelState.ON) {
            return "OFF";
        }
        boolean needed = node.kind() == NodeKind.DEVICE || node.kind() == NodeKind.SYSTEM;
        return needed || node.item().status().isPresent() ? "ON" : null;
    }

    public DeviceId id() {
        return item.deviceId();
    }
}
