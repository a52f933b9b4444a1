package cascade.gateway.catalog.tree;

import java.util.List;

/** Wants to know what happens in the tree. */
@FunctionalInterface
public interface ChangeListener {

    /**
     * Called on the control loop after each change of the tree, with what changed at once.
     *
     * @param changes of one lower domain, in the order in which they happened, never empty
     */
    void onChange(String lower, List<CatalogChange> changes);
}
