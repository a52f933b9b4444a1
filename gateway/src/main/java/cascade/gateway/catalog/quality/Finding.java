package cascade.gateway.catalog.quality;

import java.util.List;

/**
 * Finding of a quality rule in one catalog. Immutable, any thread.
 *
 * @param count nodes that break the rule
 * @param examples original ids of the first of them
 */
public record Finding(int count, List<String> examples) {

    /** No node breaks the rule. */
    public static final Finding NONE = new Finding(0, List.of());

    public Finding {
        examples = List.copyOf(examples);
    }
}
