package cascade.gateway.manners.trait;

import java.time.Instant;

/**
 * Sighting of a peer doing one thing. Immutable.
 *
 * @param value what it was, as a stable word where there is one
 * @param count how often
 * @param example of the last time, as it stood on the wire; "" where the value says it all
 */
public record Sighting(String value, long count, Instant last, String example) {

    /** Seen once more. */
    Sighting again(Instant at, String nowSeen) {
        return new Sighting(value, count + 1, at, nowSeen);
    }
}
