package cascade.config.domain;

import cascade.config.value.Require;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Id map of an upper: original id to exported id, for single ids and for all that begin alike.
 *
 * @param ids exported id by original id
 * @param prefixes for ids that are not among those, the longest beginning first
 */
public record IdMap(Map<String, String> ids, List<Prefix> prefixes) {

    /** No id is changed. */
    public static final IdMap NONE = new IdMap(Map.of(), List.of());

    private static final String STAR = "*";

    /**
     * Exchange of the beginning of ids; the rest, and so the length, stays.
     *
     * @param from beginning of original ids
     * @param to the same number of digits
     */
    public record Prefix(String from, String to) {

        public Prefix {
            Require.that(from.length() == to.length(), "map", from + "* = " + to + "*", "two beginnings of one length");
        }

        /** What that original id becomes, if it begins so. */
        public Optional<String> exported(String original) {
            return original.startsWith(from) ? Optional.of(to + original.substring(from.length())) : Optional.empty();
        }

        /** The id that becomes that exported one, if that begins so. */
        public Optional<String> original(String exported) {
            return exported.startsWith(to) ? Optional.of(from + exported.substring(to.length())) : Optional.empty();
        }
    }

    public IdMap {
        ids = Map.copyOf(ids);
        prefixes = prefixes.stream()
                .sorted(Comparator.comparingInt((Prefix prefix) -> prefix.from().length())
                        .reversed())
                .toList();
    }

    /** Takes entries as they are written: a {@code *} ends both sides of one that is about beginnings. */
    public static IdMap of(Map<String, String> written) {
        Map<String, String> ids = new HashMap<>();
        List<Prefix> prefixes = new ArrayList<>();
        written.forEach((from, to) -> {
            if (from.endsWith(STAR)) {
                prefixes.add(new Prefix(withoutStar(from), withoutStar(to)));
            } else {
                ids.put(from, to);
            }
        });
        return new IdMap(ids, prefixes);
    }

    /** What the upper knows that original id as, where the map says so. */
    public Optional<String> exported(String original) {
        String named = ids.get(original);
        if (named != null) {
            return Optional.of(named);
        }
        return prefixes.stream()
                .flatMap(prefix -> prefix.exported(original).stream())
                .findFirst();
    }

    public int size() {
        return ids.size() + prefixes.size();
    }

    private static String withoutStar(String text) {
        return text.substring(0, text.length() - STAR.length());
    }
}
