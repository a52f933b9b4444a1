package cascade.gateway.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Rules for options beyond the form of each: ranges, and what excludes each other. */
record OptionRules(CommandSpec spec) {

    void range(String option, long value, long least, long most) {
        require(value >= least && value <= most, option + ": " + value + " (expected: " + least + " to " + most + ")");
    }

    void atLeast(String option, @Nullable Duration value, Duration least) {
        require(
                value == null || value.compareTo(least) >= 0,
                option + ": too short (expected: " + least.toMillis() + "ms or more)");
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
