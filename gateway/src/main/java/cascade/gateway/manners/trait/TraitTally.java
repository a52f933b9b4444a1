package cascade.gateway.manners.trait;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Tally of one trait of one peer: some values with their counts, of more the rarest gives way. Control loop only. */
final class TraitTally {

    static final int MOST_VALUES = 8;
    static final int LONGEST_VALUE = 120;
    static final int LONGEST_EXAMPLE = 160;

    /** What would move the cursor of a terminal, or begin a line where none is meant. */
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]+");

    private final List<Sighting> values = new ArrayList<>(2);
    private long others;

    void add(String seen, String asWritten, Instant at) {
        String value = cut(seen, LONGEST_VALUE);
        String example = cut(asWritten, LONGEST_EXAMPLE);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).value().equals(value)) {
                values.set(i, values.get(i).again(at, example));
                return;
            }
        }
        if (values.size() == MOST_VALUES) {
            Sighting rarest = values.stream()
                    .min(Comparator.comparingLong(Sighting::count).thenComparing(Sighting::last))
                    .orElseThrow();
            values.remove(rarest);
            others += rarest.count();
        }
        values.add(new Sighting(value, 1, at, example));
    }

    private static String cut(String text, int longest) {
        String shown = UNSHOWN.matcher(text).replaceAll(" ");
        return shown.length() <= longest ? shown : shown.substring(0, longest - 1) + "…";
    }

    SeenTrait seen(Trait trait) {
        return new SeenTrait(trait, values, others);
    }
}
