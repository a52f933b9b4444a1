package cascade.gateway.cli;

import cascade.gateway.assembly.BuildInfo;
import cascade.gateway.logging.LogOutput;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the program: one command a run, its exit status the command's. */
@Command(
        name = "cascade-gateway",
        description = "GB/T 28181 cascade gateway: a back-to-back user agent and media relay between video platforms.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            HashPasswordCommand.class,
            KeepCommand.class,
            MannersCommand.class,
            DemoCommand.class,
            DrainCommand.class,
            SimulateCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            BuildInfo build = BuildInfo.read();
            return new String[] {
                "cascade-gateway " + build.version() + " (build " + build.build() + ", Java " + build.java() + ")"
            };
        }
    }

    private Main() {}

    public static void main(String[] args) {
        int status = QuickRun.config(args)
                .map(QuickRun::run)
                .orElseGet(() -> commandLine().execute(args));
        LogOutput.flush();
        System.exit(status);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new OptionErrors());
    }
}
