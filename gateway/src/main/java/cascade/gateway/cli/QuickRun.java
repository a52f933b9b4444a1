package cascade.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The command line of a gateway that is in a hurry, {@code run --config DIR}, understood without the parser of the others: that one's
 * classes are not in the AOT cache, so that each start would read them from the jar.
 */
final class QuickRun {

    private static final List<String> OPTIONS = List.of("-c", "--config");

    private QuickRun() {}

    /** The configuration that is to be run; none: any other command line. */
    static Optional<Path> config(String... args) {
        if (args.length != 3 || !args[0].equals("run") || !OPTIONS.contains(args[1]) || args[2].startsWith("-")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(args[2]));
        } catch (InvalidPathException said) {
            return Optional.empty();
        }
    }

    /** @return the exit status, of a fault as well */
    static int run(Path config) {
        try {
            return new GatewayRun(
                            new PrintWriter(System.out, true, System.out.charset()),
                            new PrintWriter(System.err, true, System.err.charset()))
                    .run(config);
        } catch (InterruptedException | RuntimeException fault) {
            fault.printStackTrace();
            return ExitStatus.FAILURE;
        }
    }
}
