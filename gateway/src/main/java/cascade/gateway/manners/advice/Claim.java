package cascade.gateway.manners.advice;

import cascade.gateway.manners.trait.SeenManners;
import cascade.gateway.manners.trait.Sighting;
import cascade.gateway.manners.trait.Trait;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Claim about peers of one profile: a thing that they do, or never do.
 *
 * @param weight how much it speaks for the profile where it is seen; negative: against it
 * @param source where the claim is from
 */
record Claim(String profile, Trait trait, Pattern value, int weight, String source) {

    private static final String TABLE = "claims.txt";
    private static final int COLUMNS = 5;

    /** Those of the table. */
    static List<Claim> all() {
        return Table.rows(TABLE, COLUMNS).stream()
                .map(cells -> new Claim(
                        cells.get(0),
                        Table.constant(Trait.class, cells.get(1)),
                        Table.pattern(cells.get(2)),
                        Integer.parseInt(cells.get(3)),
                        cells.get(4)))
                .toList();
    }

    /** The sighting that it is about, if there was one; of a trait with several values any of them counts. */
    Optional<Sighting> seenIn(SeenManners manners) {
        return Optional.ofNullable(manners.traits().get(trait)).stream()
                .flatMap(seen -> seen.values().stream())
                .filter(sighting -> value.matcher(sighting.value()).matches())
                .findFirst();
    }
}
