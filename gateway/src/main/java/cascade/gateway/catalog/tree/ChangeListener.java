package cascade.gateway.catalog.tree;

import java.util.List;

/** Listener to changes of the channel tree. */
@FunctionalInterface
public interface ChangeListener {

    /**
     * Called on the control loop after each change of the tree, with what changed at once.
     *
     * @param changes of one lower domain, in the order in which they happened, never empty
     */
    void onChange(String lower, List<CatalogChange> changes);
}
