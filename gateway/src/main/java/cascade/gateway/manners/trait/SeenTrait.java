package cascade.gateway.manners.trait;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that was seen of one trait, the most frequent first. Immutable.
 *
 * @param others how often something else was seen that is no longer among the values
 */
public record SeenTrait(Trait trait, List<Sighting> values, long others) {

    /** Of what was seen, less is an exception. */
    private static final double HABIT = 0.8;

    public SeenTrait {
        values = values.stream()
                .sorted(Comparator.comparingLong(Sighting::count).reversed().thenComparing(Sighting::value))
                .toList();
    }

    public long count() {
        return others + values.stream().mapToLong(Sighting::count).sum();
    }

    /** Its habit: what it does as a rule; empty where it does now this, now that. */
    public Optional<Sighting> habit() {
        return values.stream().findFirst().filter(most -> most.count() >= HABIT * count());
    }
}
