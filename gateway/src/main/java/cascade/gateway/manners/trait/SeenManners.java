package cascade.gateway.manners.trait;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that was seen of one peer. Immutable.
 *
 * @param since when looking began
 * @param messages that were looked at
 * @param repairs how often something was put right while its messages were read, by kind
 */
public record SeenManners(Instant since, long messages, Map<Trait, SeenTrait> traits, Map<String, Long> repairs) {

    public SeenManners {
        traits = traits.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(traits));
        repairs = Collections.unmodifiableMap(new TreeMap<>(repairs));
    }

    /** Nothing of a peer. */
    public static SeenManners none(Instant since) {
        return new SeenManners(since, 0, Map.of(), Map.of());
    }

    /** Its habit: what it does as a rule; empty where it was not seen, or does now this, now that. */
    public Optional<Sighting> habit(Trait trait) {
        return Optional.ofNullable(traits.get(trait)).flatMap(SeenTrait::habit);
    }

    /** Whether it was seen doing that at all. */
    public Optional<Sighting> find(Trait trait, String value) {
        return Optional.ofNullable(traits.get(trait)).stream()
                .flatMap(seen -> seen.values().stream())
                .filter(sighting -> sighting.value().equals(value))
                .findFirst();
    }
}
