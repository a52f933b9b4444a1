package cascade.gateway.catalog.tree;

import java.util.List;

/**
 * Page of a lower's tree: some nodes that are kept together, as one record. Immutable, any thread.
 *
 * @param number unique within the lower
 * @param channels in the order in which the lower told of them first; none where all of them are gone
 */
public record KeptPage(int number, List<KeptChannel> channels) {

    /** Nodes of a page at most: enough to share what they have in common, few enough to be written for the change of one. */
    public static final int SIZE = 32;

    public KeptPage {
        channels = List.copyOf(channels);
    }
}
