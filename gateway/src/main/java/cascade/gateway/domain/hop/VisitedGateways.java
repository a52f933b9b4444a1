package cascade.gateway.domain.hop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gateways that a request has visited, from the first one on: a header of our own, by which a gateway knows a request again
 * that comes back to it over any number of hops. Each entry is the id that the gateway shows to the next platform and a token
 * of its process, since a gateway may stand in for a platform under that one's id. Immutable, any thread.
 *
 * @param entries as they stand in the header; those of others are not looked into
 */
record VisitedGateways(List<String> entries) {

    static final String HEADER = "X-Visited-Gateways";

    private static final String INSTANCE = ";instance=";

    VisitedGateways {
        entries = List.copyOf(entries);
    }

    /** @param values of the headers of that name, in their order */
    static VisitedGateways parse(List<String> values) {
        return new VisitedGateways(values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    boolean has(String instance) {
        return entries.stream().anyMatch(entry -> entry.endsWith(INSTANCE + instance));
    }

    int size() {
        return entries.size();
    }

    /** The same and one more. */
    VisitedGateways and(String id, String instance) {
        var all = new ArrayList<>(entries);
        all.add(id + INSTANCE + instance);
        return new VisitedGateways(all);
    }

    /** As the header has it. */
    @Override
    public String toString() {
        return String.join(", ", entries);
    }
}
