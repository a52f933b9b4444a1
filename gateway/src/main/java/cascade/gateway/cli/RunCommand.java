package cascade.gateway.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs the gateway until SIGTERM or SIGINT. Exit status 0 after a clean stop, 1 when something could not be started, 2 on a
 * configuration problem. Its usual command line comes here by {@link QuickRun}.
 */
@Command(name = "run", description = "Runs the gateway until it is told to stop.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "DIR",
            description = "folder with gateway.conf and domains/, or a single file that holds all")
    private Path config;

    @Override
    public Integer call() throws InterruptedException {
        return new GatewayRun(spec.commandLine().getOut(), spec.commandLine().getErr()).run(config);
    }
}
