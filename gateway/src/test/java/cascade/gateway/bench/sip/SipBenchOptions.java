package cascade.gateway.bench.sip;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of the bench, as {@code key=value} words; an empty value is none.
 *
 * @param quick shorter, with fewer steps
 * @param kills of the gateway in each trial of survival; none: as many as the trial thinks right
 * @param only ids of trials; empty: all
 * @param launcher starts the gateway
 * @param folder for configurations and logs
 * @param page the file whose section is replaced by the results
 */
public record SipBenchOptions(
        boolean quick, Optional<Integer> kills, List<String> only, String launcher, Path folder, Optional<Path> page) {

    public static SipBenchOptions parse(String[] words) {
        Map<String, String> values = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0 && equals < word.length() - 1) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        String only = values.getOrDefault("only", "");
        return new SipBenchOptions(
                values.containsKey("quick"),
                Optional.ofNullable(values.get("kills")).map(Integer::valueOf),
                only.isEmpty() ? List.of() : Arrays.asList(only.split(",")),
                values.getOrDefault("launcher", "bin/cascade-gateway"),
                Path.of(values.getOrDefault("folder", "target/bench-sip")),
                Optional.ofNullable(values.get("page")).map(Path::of));
    }

    public boolean wants(String trial) {
        return only.isEmpty() || only.contains(trial);
    }

    /** The measured part of one step. */
    public Duration window() {
        return Duration.ofSeconds(quick ? 5 : 30);
    }

    /** Calls before the first step, for the compiler. */
    public Duration warmUp() {
        return Duration.ofSeconds(quick ? 10 : 30);
    }
}
