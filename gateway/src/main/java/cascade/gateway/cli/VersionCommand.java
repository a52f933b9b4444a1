package cascade.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code --version} as a word. */
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.parent().commandLine().printVersionHelp(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return ExitStatus.OK;
    }
}
