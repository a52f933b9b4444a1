package cascade.gateway.manners.advice;

import cascade.config.Role;
import cascade.gateway.manners.trait.SeenManners;
import cascade.gateway.manners.trait.Trait;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Demand of a habit on one key, as the table has it.
 *
 * @param urgent as of {@link Wish}
 */
record Demand(Set<Role> roles, Trait trait, Pattern value, String key, String wanted, boolean urgent) {

    private static final String TABLE = "demands.txt";
    private static final int COLUMNS = 6;
    private static final String ANY = "any";

    /** Those of the table. */
    static List<Demand> all() {
        return Table.rows(TABLE, COLUMNS).stream()
                .map(cells -> new Demand(
                        roles(cells.get(0)),
                        Table.constant(Trait.class, cells.get(1)),
                        Table.pattern(cells.get(2)),
                        cells.get(3),
                        cells.get(4),
                        cells.get(5).equals("asks")))
                .toList();
    }

    private static Set<Role> roles(String cell) {
        return cell.equals(ANY) ? Set.of(Role.values()) : Set.of(Table.constant(Role.class, cell));
    }

    /** Its wish, if the peer has the habit. */
    Stream<Wish> wish(SeenManners manners) {
        return manners.habit(trait).filter(habit -> value.matcher(habit.value()).matches()).stream()
                .map(habit -> new Wish(key, wanted, trait, habit, urgent));
    }

    /** Whether it is about peers of that role. */
    boolean concerns(Role role) {
        return roles.contains(role);
    }
}
