package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Command lines that never start anything. */
@FieldReport(value = "operator 20", part = "options, usage, help and version")
class CommandLineTest {

    private static final String LOWER = "simulate lower --local 37280600000000000000@127.71.4.1:7100"
            + " --upper 37280000000000000000@127.71.4.2:7100 --duration 1s ";
    private static final String UPPER = "simulate upper --local 37280000000000000000@127.71.4.2:7100 --duration 1s ";

    private record Outcome(int status, String out, String err) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --cameras 0                | --cameras: 0 (expected: 1 to 100000)
            --sip-loss 200             | --sip-loss: 200 (expected: 0 to 100)
            --sip-loss -1              | --sip-loss: -1 (expected: 0 to 100)
            --items-per-message 0      | --items-per-message: 0 (expected: 1 to 100000)
            --bitrate 0                | --bitrate: 0 (expected: 1 to 1000000)
            --reject 200               | --reject: 200 (expected: 300 to 699)
            --silent --reject 486      | --reject, --silent, --no-media: an INVITE has one outcome
            --silent --no-media        | --reject, --silent, --no-media: an INVITE has one outcome
            --withhold 1               | --withhold: 1 (expected: 2 or more)
            --keepalive 0s             | --keepalive: too short (expected: 1ms or more)
            --media /nowhere/film.mp4  | --media: /nowhere/film.mp4 cannot be read
            --without Telepathy        | Telepathy' is no function (expected: all, or DeviceInfo, DeviceStatus,
            --fault PTZCmd=lazy        | lazy' is no fault (expected: silent, deaf, late:TIME, duplicate,
            --fault Telepathy=silent   | Telepathy' is no function (expected: all, or
            --fault PTZCmd=wrong-sn    | --fault: PTZCmd has no answer that could be so (expected: another fault)
            --fault PTZCmd=refuses:200 | (expected: 300 to 699)
            --record-length 0s         | --record-length: too short (expected: 1000ms or more)
            --records-per-message 0    | --records-per-message: 0 (expected: 1 to 10000)
            --record-length 1s         | --records-kept: more than 10000 recordings (expected: fewer, or longer ones)
            """)
    void aLowerOptionThatMakesNoSenseIsRefused(String options, String problem) {
        assertRefused(run(LOWER + options), problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --streams -1               | --streams: -1 (expected: 0 to 10000)
            --read-rate -1             | --read-rate: -1 (expected: 0 to
            --no-query --no-subscribe  | --no-query, --no-subscribe: without a catalog there is nothing to play
            --channel gate/1           | --channel: 'gate/1' is no channel id
            --ask Telepathy            | Telepathy' is no function (expected: all, or DeviceInfo, DeviceStatus,
            --ask-every 5s             | --ask-every: nothing is asked (expected: --ask)
            --answer-timeout 0s --ask all | --answer-timeout: too short (expected: 1ms or more)
            --no-query --no-subscribe --streams 0 --ask all | --ask: without a catalog there is no channel to ask
            """)
    void anUpperOptionThatMakesNoSenseIsRefused(String options, String problem) {
        assertRefused(run(UPPER + options), problem);
    }

    @Test
    void aPlatformIdHasTwentyDigits() {
        assertRefused(
                run("simulate upper --local 3728000000000000000@127.71.4.2:7100"),
                "'3728000000000000000' is no platform id (expected: 20 digits)");
    }

    @Test
    void whatNoRecordingHasIsRefused() {
        String upper = "simulate upper --local 37280000000000000000@127.71.4.2:7100 ";
        assertRefused(run(upper + "--playback yesterday"), "'yesterday' is no time");
        assertRefused(run(upper + "--playback 2024-05-01T08:00:00 --speed 17"), "--speed: 17.0 (expected: 0.25 to 16)");
        assertRefused(run(upper + "--download 2024-05-01T08:00:00 --speed 0.5"), "a whole number");
        assertRefused(run(upper + "--download 2024-05-01T08:00:00 --playback 2024-05-01T08:00:00"), "one or the other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulate lower --camera 3", "run", "check --cnfig x", "simulate"})
    void anErrorIsNotBuriedUnderTheUsage(String arguments) {
        Outcome outcome = run(arguments);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().lines().count()).isLessThanOrEqualTo(4);
        assertThat(outcome.err()).contains("see cascade-gateway ", " --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "help simulate", "simulate help lower", "simulate lower --help"})
    void helpIsAWordToo(String arguments) {
        Outcome outcome = run(arguments);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("Usage: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void versionIsAWordToo(String arguments) {
        Outcome outcome = run(arguments);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("cascade-gateway ");
    }

    private static void assertRefused(Outcome outcome, String problem) {
        assertThat(outcome.err()).contains(problem);
        assertThat(outcome.err().lines().count()).isLessThanOrEqualTo(2);
        assertThat(outcome.status()).isEqualTo(2);
    }

    private static Outcome run(String arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = commandLine.execute(arguments.strip().split("\\s+"));
        return new Outcome(status, out.toString(), err.toString());
    }
}
