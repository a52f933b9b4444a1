package cascade.gateway.cli;

import cascade.config.ConfigProblem;
import cascade.config.ConfigWarning;
import cascade.config.LoadResult;
import cascade.config.load.ConfigLoader;
import cascade.config.load.ConfigSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Validation of a configuration without starting anything: every problem at once, or a summary, and what is doubtful. Exit
 * status 2 on a problem; with {@code --strict} on a doubt as well.
 */
@Command(
        name = "check",
        description =
                "Validates a configuration: every problem at once (exit status 2), or a summary of the domains and what"
                        + " is doubtful.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "DIR",
            description = "folder with gateway.conf and domains/, or a single file that holds all")
    private Path config;

    @Option(names = "--strict", description = "what is doubtful is a problem too (exit status 2)")
    private boolean strict;

    @Override
    public Integer call() {
        return switch (ConfigLoader.load(config)) {
            case LoadResult.Loaded(var loaded, var warnings)
            when warnings.isEmpty() || !strict -> {
                out().print(ConfigSummary.render(loaded));
                out().flush();
                warnings.forEach(warning -> err().println(warning));
                if (!warnings.isEmpty()) {
                    err().println(count(warnings.size(), "warning"));
                }
                yield ExitStatus.OK;
            }
            case LoadResult.Loaded(var loaded, var warnings) ->
                refuse(warnings.stream().map(ConfigWarning::toProblem).toList());
            case LoadResult.Faulty(var problems) -> refuse(problems);
        };
    }

    private int refuse(List<ConfigProblem> problems) {
        problems.forEach(problem -> err().println(problem));
        err().println(count(problems.size(), "problem"));
        return ExitStatus.CONFIGURATION;
    }

    private String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s") + " in " + config;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
