package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@FieldReport(value = "operator 5", part = "status and --strict")
class CheckCommandTest {

    private static final String GATEWAY = """
            gateway { device-id = "37280600002000000001", networks.city.sip.bind = "127.0.1.1" }
            domains.city {
              role = upper, network = city, device-id = "37280000002000000001", hosts = ["127.0.1.10:7100"]
              auth.password = ${?CASCADE_TEST_UNSET}
            }
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("gateway.conf"), GATEWAY);
    }

    private int check(String... more) {
        CommandLine command = new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--config";
        arguments[1] = folder.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return command.execute(arguments);
    }

    @Test
    void aDoubtIsToldBesideTheSummaryAndTheStatusIs0() {
        assertThat(check()).isZero();

        assertThat(out.toString()).contains("upper domains: 1");
        assertThat(err.toString().lines())
                .containsExactly(
                        folder + "/gateway.conf:4: domains.city.auth.password: warning: CASCADE_TEST_UNSET is not set;"
                                + " so it is as if this key were not written",
                        "1 warning in " + folder);
    }

    @Test
    void aDoubtIsAProblemWithStatus2WhereStrictnessIsAskedFor() {
        assertThat(check("--strict")).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines().toList().getFirst())
                .isEqualTo(folder + "/gateway.conf:4: domains.city.auth.password: CASCADE_TEST_UNSET is not set;"
                        + " so it is as if this key were not written");
        assertThat(err.toString()).endsWith("1 problem in " + folder + System.lineSeparator());
    }

    @Test
    void whatLeavesNoDoubtHasNothingToSayEvenStrictly() throws IOException {
        Files.writeString(folder.resolve("gateway.conf"), GATEWAY.replace("${?CASCADE_TEST_UNSET}", "\"a#b\""));

        assertThat(check("--strict")).isZero();
        assertThat(err.toString()).isEmpty();
    }
}
