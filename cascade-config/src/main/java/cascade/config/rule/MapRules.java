package cascade.config.rule;

import cascade.config.domain.IdMap;
import cascade.config.file.Problems;
import cascade.config.read.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules for the entries of {@code map} that exchange the beginning of ids: the length stays, and no two meet. */
final class MapRules {

    private static final String STAR = "*";

    private MapRules() {}

    /**
     * Notes what is wrong with the entries about beginnings.
     *
     * @return the map that the sound entries make
     */
    static IdMap check(Map<String, Field<String>> written, Problems problems) {
        Map<String, String> sound = new LinkedHashMap<>();
        List<String> targets = new ArrayList<>();
        written.forEach((from, field) -> field.ifPresent(to -> {
            if (from.endsWith(STAR) != to.endsWith(STAR)) {
                problems.add(
                        field.path(),
                        (to.endsWith(STAR) ? to : from) + " is the beginning of ids, the other side is one id",
                        "* at the end of both sides, or of none");
            } else if (from.endsWith(STAR) && from.length() != to.length()) {
                problems.add(
                        field.path(),
                        to + " would change the length of ids",
                        "a beginning of " + (from.length() - 1) + " digits, as long as " + from);
            } else if (to.endsWith(STAR) && meetsAny(to, targets)) {
                problems.add(
                        field.path(),
                        "another entry makes ids that begin with " + to + " as well",
                        "beginnings of which none begins with the other");
            } else {
                sound.put(from, to);
                if (to.endsWith(STAR)) {
                    targets.add(to);
                }
            }
        }));
        return IdMap.of(sound);
    }

    private static boolean meetsAny(String target, List<String> others) {
        return others.stream().anyMatch(other -> begins(target, other) || begins(other, target));
    }

    private static boolean begins(String text, String beginning) {
        return text.startsWith(beginning.substring(0, beginning.length() - STAR.length()));
    }
}
