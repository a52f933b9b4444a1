package cascade.config;

import java.util.Comparator;

/**
 * Doubt about a configuration that keeps every rule: it is taken, but may not be what was meant. Never holds the text of a
 * secret.
 *
 * @param file as it was named to the loader
 * @param line from 1; where a whole file or a key is missing, the place where it would have been looked for
 * @param key the full path, such as {@code domains.city.share[0]}
 * @param hint what to do about it, or what it means
 */
public record ConfigWarning(String file, int line, String key, String doubt, String hint)
        implements Comparable<ConfigWarning> {

    private static final Comparator<ConfigWarning> ORDER = Comparator.comparing(ConfigWarning::file)
            .thenComparingInt(ConfigWarning::line)
            .thenComparing(ConfigWarning::key)
            .thenComparing(ConfigWarning::doubt)
            .thenComparing(ConfigWarning::hint);

    /** The same as a problem, for those who want no doubt. */
    public ConfigProblem toProblem() {
        return new ConfigProblem(file, line, key, doubt, hint);
    }

    @Override
    public int compareTo(ConfigWarning other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line: key: warning: what is doubtful; what to do about it}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + key + ": warning: " + doubt + "; " + hint;
    }
}
