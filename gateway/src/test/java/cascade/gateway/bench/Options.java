package cascade.gateway.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the bench was asked for, as {@code key=value} words; an empty value is none.
 *
 * @param quick one short repetition of each, and fewer trials
 * @param only ids of trials; empty: all
 * @param reference the folder of the C reference
 * @param folder for logs and the compiled reference
 * @param page the file whose section is replaced by the results
 */
record Options(
        boolean quick,
        List<String> only,
        @Nullable Path reference,
        Path folder,
        @Nullable Path page) {

    static Options parse(String[] words) {
        Map<String, String> values = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0 && equals < word.length() - 1) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        String only = values.getOrDefault("only", "");
        return new Options(
                values.containsKey("quick"),
                only.isEmpty() ? List.of() : Arrays.asList(only.split(",")),
                path(values.get("reference")),
                Path.of(values.getOrDefault("folder", "target/bench-media")),
                path(values.get("page")));
    }

    private static @Nullable Path path(@Nullable String value) {
        return value == null ? null : Path.of(value);
    }

    boolean wants(Trial trial) {
        return only.isEmpty() ? !quick || trial.inQuickRun() : only.contains(trial.id());
    }

    int repetitions() {
        return quick ? 1 : 3;
    }

    long windowMillis() {
        return quick ? 1_000 : 2_000;
    }

    /** What a search for the highest rate spends on one rate. */
    long probeMillis() {
        return quick ? 600 : 1_200;
    }

    /** The first load of a relay in a JVM. */
    long firstWarmUpMillis() {
        return quick ? 2_000 : 5_000;
    }

    /** Before the first window of each load. */
    long warmUpMillis(Contender contender) {
        return contender.isOurs() ? 1_500 : 300;
    }

    /** Before each window. */
    long levelOutMillis() {
        return 200;
    }
}
