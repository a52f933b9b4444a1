package cascade.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import cascade.gateway.admin.access.AccountRole;
import cascade.gateway.admin.access.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Line of the accounts file of {@code gateway.admin}, made from a password. */
@Command(
        name = "hash-password",
        description = "Reads a password from standard input and prints a line for the accounts file of gateway.admin.")
final class HashPasswordCommand implements Callable<Integer> {

    private static final int LEAST_CHARACTERS = 8;

    @Parameters(paramLabel = "NAME", description = "name of the account")
    private String name = "";

    @Option(names = "--role", paramLabel = "ROLE", description = "operator (default) or read-only")
    private String role = AccountRole.OPERATOR.label();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")) {
            throw wrong("NAME: '" + name + "' is not usable; expected 1 to 64 letters, digits and . _ @ -");
        }
        if (Arrays.stream(AccountRole.values()).noneMatch(one -> one.label().equals(role))) {
            throw wrong("--role: '" + role + "' is unknown; expected "
                    + Arrays.stream(AccountRole.values())
                            .map(AccountRole::label)
                            .collect(Collectors.joining(" or ")));
        }
        String password = read();
        if (password.length() < LEAST_CHARACTERS || !PasswordHash.fits(password)) {
            spec.commandLine()
                    .getErr()
                    .println("the password has less than " + LEAST_CHARACTERS + " characters, or more than 72 bytes");
            return ExitStatus.FAILURE;
        }
        spec.commandLine().getOut().println(name + ":" + PasswordHash.of(password) + ":" + role);
        spec.commandLine().getOut().flush();
        return ExitStatus.OK;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Without an echo where a person types it. */
    private static String read() throws IOException {
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (terminal.isPresent()) {
            char[] typed = terminal.get().readPassword("Password: ");
            return typed == null ? "" : new String(typed);
        }
        String line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
