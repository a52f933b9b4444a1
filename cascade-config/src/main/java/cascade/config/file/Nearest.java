package cascade.config.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Nearest known word to one that is not known, by edit distance: what somebody meant to write. */
public final class Nearest {

    private Nearest() {}

    /** The candidate that is few enough slips away from {@code text} to be worth a hint. */
    public static Optional<String> to(String text, Collection<String> candidates) {
        int allowed = Math.max(1, text.length() / 3);
        return candidates.stream()
                .filter(candidate -> distance(text, candidate) <= allowed)
                .min(Comparator.comparingInt((String candidate) -> distance(text, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A hint in brackets, or nothing. */
    public static String hint(String text, Collection<String> candidates) {
        return to(text, candidates)
                .map(candidate -> " (did you mean " + candidate + "?)")
                .orElse("");
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
    static int distance(String from, String to) {
        int[][] slips = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int replaced = slips[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                slips[i][j] = Math.min(replaced, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[from.length()][to.length()];
    }
}
