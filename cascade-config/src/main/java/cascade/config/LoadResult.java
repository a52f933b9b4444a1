package cascade.config;

import cascade.config.value.Require;
import java.util.List;

/** Outcome of loading a configuration. */
public sealed interface LoadResult {

    /**
     * It keeps every rule.
     *
     * @param warnings what may not be meant as it is written, by file and line
     */
    record Loaded(GatewayConfig config, List<ConfigWarning> warnings) implements LoadResult {

        public Loaded {
            warnings = List.copyOf(warnings);
        }

        public Loaded(GatewayConfig config) {
            this(config, List.of());
        }
    }

    /** It is refused as a whole; all its problems, by file and line. */
    record Faulty(List<ConfigProblem> problems) implements LoadResult {

        public Faulty {
            Require.that(!problems.isEmpty(), "problems", problems, "at least one");
            problems = List.copyOf(problems);
        }
    }
}
