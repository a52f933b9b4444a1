package cascade.gateway.bench.kit;

import java.util.List;

/**
 * Mean of some repetitions of one measurement, and how far to trust it.
 *
 * @param standardError of the mean; NaN for a single repetition
 */
public record Spread(double mean, double standardError, double min, double max) {

    /** At least one value. */
    public static Spread of(List<Double> values) {
        int count = values.size();
        double mean = values.stream().mapToDouble(each -> each).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(each -> (each - mean) * (each - mean))
                .sum();
        return new Spread(
                mean,
                count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count),
                values.stream().mapToDouble(each -> each).min().orElseThrow(),
                values.stream().mapToDouble(each -> each).max().orElseThrow());
    }

    /** Whether it lies below that by more than two standard errors, above it by as much, or cannot be told from it. */
    public Verdict below(double goal) {
        double room = 2 * standardError;
        if (mean + room < goal) {
            return Verdict.YES;
        }
        return mean - room > goal ? Verdict.NO : Verdict.NOT_DECIDED;
    }

    /** Answer to whether a mean keeps below a goal. */
    public enum Verdict {
        YES("yes"),
        NO("**no**"),
        NOT_DECIDED("not decided");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** For a page. */
        public String words() {
            return words;
        }
    }
}
