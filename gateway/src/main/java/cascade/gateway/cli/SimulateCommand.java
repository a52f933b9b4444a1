package cascade.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Either simulated platform alone, against any real platform or gateway. */
@Command(
        name = "simulate",
        description = "Runs a simulated platform against any real platform or gateway.",
        mixinStandardHelpOptions = true,
        subcommands = {SimulateLowerCommand.class, SimulateUpperCommand.class, CommandLine.HelpCommand.class})
final class SimulateCommand {}
