package cascade.gateway.testkit.sip;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Run of SIPp, a SIP peer that knows nothing of ours but what its scenario file says. */
public final class SippScenario implements AutoCloseable {

    private final Path directory;
    private final String scenario;
    private final Process process;

    private SippScenario(Path directory, String scenario, Process process) {
        this.directory = directory;
        this.scenario = scenario;
        this.process = process;
    }

    /**
     * @param directory gets its logs
     * @param scenario a file of the test resources' folder sipp, without its suffix
     * @param options as on SIPp's command line
     */
    public static SippScenario start(Path directory, String scenario, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "sipp",
                "-sf",
                scenarioFile(directory, scenario).toString(),
                "-nostdin",
                "-trace_err",
                "-error_file",
                directory.resolve(scenario + "-errors.log").toString(),
                "-trace_stat",
                "-stf",
                statistics(directory, scenario).toString()));
        command.addAll(Arrays.asList(options));
        try {
            Process started = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve(scenario + ".log").toFile())
                    .start();
            return new SippScenario(directory, scenario, started);
        } catch (IOException missing) {
            throw new AssertionError(
                    "SIPp does not start: " + missing.getMessage() + "; 'make setup' installs it (sip-tester)",
                    missing);
        }
    }

    private static Path scenarioFile(Path directory, String scenario) {
        try (var in = SippScenario.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
            return Files.write(directory.resolve(scenario + ".xml"), in.readAllBytes());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Path statistics(Path directory, String scenario) {
        return directory.resolve(scenario + ".csv");
    }

    /** Waits for its end, which must be a good one: exit status 0, which SIPp gives when every call went as written. */
    public SippScenario succeeds() {
        try {
            assertThat(process.waitFor(Patience.millis(), TimeUnit.MILLISECONDS))
                    .as("%s ends", scenario)
                    .isTrue();
            assertThat(process.exitValue())
                    .as(() -> scenario + ": " + log("-errors.log"))
                    .isZero();
            return this;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The final value of a column of its statistics, e.g. {@code SuccessfulCall(C)}. */
    public long statistic(String column) {
        try {
            List<String> lines = Files.readAllLines(statistics(directory, scenario));
            int index = Arrays.asList(lines.getFirst().split(";")).indexOf(column);
            return Long.parseLong(lines.getLast().split(";")[index]);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private String log(String suffix) {
        try {
            Path file = directory.resolve(scenario + suffix);
            return Files.exists(file)
                    ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    : "no " + file.getFileName();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Ends it where it runs for ever. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
