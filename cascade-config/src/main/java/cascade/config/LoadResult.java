package cascade.config;

import java.util.List;

/** What became of an attempt to load a configuration. */
public sealed interface LoadResult {

    /** It keeps every rule. */
    record Loaded(GatewayConfig config) implements LoadResult {}

    /** It is refused as a whole; all its problems, by file and line. */
    record Faulty(List<ConfigProblem> problems) implements LoadResult {

        public Faulty {
            Require.that(!problems.isEmpty(), "problems", problems, "at least one");
            problems = List.copyOf(problems);
        }
    }
}
