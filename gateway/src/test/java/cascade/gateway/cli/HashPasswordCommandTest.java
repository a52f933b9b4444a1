package cascade.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;

/** hash-password reads a password and prints what the accounts file takes. */
@Isolated("standard input belongs to the whole JVM")
class HashPasswordCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsALineOfTheAccountsFile() {
        assertThat(run("correct-horse\n", "wang", "--role", "read-only")).isEqualTo(ExitStatus.OK);

        String[] fields = out.toString().strip().split(":");
        assertThat(fields).hasSize(3);
        assertThat(fields[0]).isEqualTo("wang");
        assertThat(OpenBSDBCrypt.checkPassword(fields[1], "correct-horse".toCharArray()))
                .isTrue();
        assertThat(fields[2]).isEqualTo("read-only");
    }

    @Test
    void refusesAPasswordThatIsTooShortOrThatBcryptWouldCut() {
        assertThat(run("short\n", "wang")).isEqualTo(ExitStatus.FAILURE);
        assertThat(run("x".repeat(73) + "\n", "wang")).isEqualTo(ExitStatus.FAILURE);
        assertThat(run("", "wang")).isEqualTo(ExitStatus.FAILURE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("less than 8 characters");
    }

    @Test
    void refusesANameOrARoleThatTheFileWouldNotTake() {
        assertThat(run("correct-horse\n", "wang:li")).isEqualTo(ExitStatus.CONFIGURATION);
        assertThat(run("correct-horse\n", "wang", "--role", "admin")).isEqualTo(ExitStatus.CONFIGURATION);
        assertThat(err.toString()).contains("NAME: 'wang:li'", "--role: 'admin'");
    }

    private int run(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
        try {
            CommandLine commands = Main.commandLine();
            commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
            var all = new String[arguments.length + 1];
            all[0] = "hash-password";
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            return commands.execute(all);
        } finally {
            System.setIn(before);
        }
    }
}
