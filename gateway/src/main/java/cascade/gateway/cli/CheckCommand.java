package cascade.gateway.cli;

import cascade.config.ConfigLoader;
import cascade.config.ConfigSummary;
import cascade.config.LoadResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Validates a configuration without starting anything: every problem at once, or a summary. */
@Command(
        name = "check",
        description = "Validates a configuration: every problem at once (exit status 2), or a summary of the domains.",
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

    @Override
    public Integer call() {
        return switch (ConfigLoader.load(config)) {
            case LoadResult.Loaded(var loaded) -> {
                out().print(ConfigSummary.render(loaded));
                out().flush();
                yield ExitStatus.OK;
            }
            case LoadResult.Faulty(var problems) -> {
                problems.forEach(problem -> err().println(problem));
                err().println(problems.size() + (problems.size() == 1 ? " problem" : " problems") + " in " + config);
                yield ExitStatus.CONFIGURATION;
            }
        };
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
