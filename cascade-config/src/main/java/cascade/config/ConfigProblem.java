package cascade.config;

import java.util.Comparator;

/**
 * Problem of a configuration, which is refused for it, in words for an operator. Never holds the text of a secret.
 *
 * @param file as it was named to the loader
 * @param line from 1; where a whole file or a key is missing, the place where it would have been looked for
 * @param key the full path, such as {@code domains.city.hosts[0]}
 */
public record ConfigProblem(String file, int line, String key, String wrong, String expected)
        implements Comparable<ConfigProblem> {

    private static final Comparator<ConfigProblem> ORDER = Comparator.comparing(ConfigProblem::file)
            .thenComparingInt(ConfigProblem::line)
            .thenComparing(ConfigProblem::key)
            .thenComparing(ConfigProblem::wrong)
            .thenComparing(ConfigProblem::expected);

    @Override
    public int compareTo(ConfigProblem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line: key: what is wrong; what is expected}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + key + ": " + wrong + "; " + expected;
    }
}
