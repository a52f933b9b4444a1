package cascade.gateway.catalog.tree;

import java.util.List;

/**
 * Outcome of a catalog answer or notification in the tree. Immutable.
 *
 * @param changes what changed, in order
 * @param unknown items that report on a channel of which nothing else is known
 * @param refused items beyond the limit of one domain
 */
public record TreeUpdate(List<CatalogChange> changes, int unknown, int refused) {

    public TreeUpdate {
        changes = List.copyOf(changes);
    }
}
