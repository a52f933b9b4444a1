package cascade.gateway.catalog.tree;

/** Change of the channel tree. Immutable, any thread. */
public sealed interface CatalogChange {

    ChannelRef ref();

    record Added(TreeNode node) implements CatalogChange {
        @Override
        public ChannelRef ref() {
            return node.ref();
        }
    }

    /** @param last the node as it was */
    record Deleted(TreeNode last) implements CatalogChange {
        @Override
        public ChannelRef ref() {
            return last.ref();
        }
    }

    /** The item changed, the state perhaps with it. */
    record Updated(TreeNode before, TreeNode now) implements CatalogChange {
        @Override
        public ChannelRef ref() {
            return now.ref();
        }
    }

    /** Only the state changed. */
    record StateChanged(TreeNode before, TreeNode now) implements CatalogChange {
        @Override
        public ChannelRef ref() {
            return now.ref();
        }
    }
}
