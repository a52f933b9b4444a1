package cascade.gateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Run of a command in this process, with what it printed. */
public record CommandLineRun(int status, String out, String err) {

    public static CommandLineRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new CommandLineRun(status, out.toString(), err.toString());
    }
}
