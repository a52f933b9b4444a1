package cascade.gateway.catalog.share.part;

import cascade.gateway.catalog.tree.CatalogChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of the tree that a shared view has not looked at yet: what a lower does to all its channels is not walked
 * through for every upper in the turn in which it comes. Control loop only.
 */
final class UnreadChanges {

    /** So many are kept of any lower, more of one that has more channels. */
    static final int FEW = 1_000;

    private final List<CatalogChange> changes = new ArrayList<>();

    /**
     * Keeps more of them.
     *
     * @param channels how many the view has of their lower
     * @return false when they are too many to be read one by one, and none was kept
     */
    boolean add(List<CatalogChange> more, int channels) {
        boolean few = changes.size() + more.size() <= Math.max(FEW, channels);
        if (few) {
            changes.addAll(more);
        }
        return few;
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** All of them, in order; they count as read. */
    List<CatalogChange> take() {
        List<CatalogChange> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }
}
