package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.LoopbackSubnet;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine;

/** Two platforms as commands, for as long as they are told to run. */
@Execution(ExecutionMode.CONCURRENT)
class SimulateCommandIT {

    private final LoopbackSubnet subnet = LoopbackSubnet.next();

    private final String lowerAddress = "37280600000000000000@" + subnet.host(1) + ":7100";
    private final String upperAddress = "37280000000000000000@" + subnet.host(2) + ":7100";

    private record Outcome(int status, String out, String err) {}

    @Test
    void theTwoPlatformsFindEachOtherAndPlay() {
        CompletableFuture<Outcome> upper =
                start("upper", "--local", upperAddress, "--streams", "2", "--password", "secret", "--duration", "8s");
        CompletableFuture<Outcome> lower = start(
                "lower",
                "--local",
                lowerAddress,
                "--upper",
                upperAddress,
                "--cameras",
                "3",
                "--password",
                "secret",
                "--duration",
                "12s");

        assertThat(upper.join().err()).isEmpty();
        assertThat(upper.join().out())
                .contains(
                        "READY upper " + subnet.host(2) + ":7100", "lower 37280600000000000000 registered", " 0 lost");
        assertThat(upper.join().status()).isZero();
        assertThat(lower.join().out())
                .contains("READY lower " + subnet.host(1) + ":7100, 3 cameras", "registered, keepalives");
        assertThat(lower.join().status()).isZero();
    }

    @Test
    void aRecordingIsDownloadedToItsEnd() {
        CompletableFuture<Outcome> upper = start(
                "upper",
                "--local",
                upperAddress,
                "--download",
                "2024-05-01T08:00:00",
                "--length",
                "16s",
                "--speed",
                "8",
                "--duration",
                "9s");
        CompletableFuture<Outcome> lower =
                start("lower", "--local", lowerAddress, "--upper", upperAddress, "--duration", "11s");

        assertThat(upper.join().err()).isEmpty();
        assertThat(upper.join().out()).contains(" 0 lost").doesNotContain("not to its end");
        assertThat(upper.join().status()).isZero();
        lower.join();
    }

    @Test
    void aRecordingWhoseEndIsNotToldIsAFailure() {
        CompletableFuture<Outcome> upper = start(
                "upper",
                "--local",
                upperAddress,
                "--playback",
                "2024-05-01T08:00:00",
                "--length",
                "1s",
                "--duration",
                "6s");
        CompletableFuture<Outcome> lower = start(
                "lower", "--local", lowerAddress, "--upper", upperAddress, "--file-end", "never", "--duration", "7s");

        assertThat(upper.join().out()).contains("not to its end");
        assertThat(upper.join().status()).isEqualTo(1);
        lower.join();
    }

    @Test
    void aStreamThatIsRefusedIsAFailure() {
        CompletableFuture<Outcome> upper = start("upper", "--local", upperAddress, "--duration", "5s");
        CompletableFuture<Outcome> lower =
                start("lower", "--local", lowerAddress, "--upper", upperAddress, "--reject", "486", "--duration", "5s");

        assertThat(upper.join().out()).contains("does not play", "486");
        assertThat(upper.join().status()).isEqualTo(1);
        assertThat(lower.join().out()).contains("invites 1");
    }

    @Test
    void everyFunctionThatIsAskedForIsAnsweredAndAlarmsAreTold() {
        CompletableFuture<Outcome> upper =
                start("upper", "--local", upperAddress, "--streams", "0", "--ask", "all", "--duration", "8s");
        CompletableFuture<Outcome> lower = start(
                "lower", "--local", lowerAddress, "--upper", upperAddress, "--alarm-every", "1s", "--duration", "10s");

        assertThat(upper.join().err()).isEmpty();
        assertThat(upper.join().out())
                .contains("PTZCmd of 37280600001310000001: taken after ")
                .containsPattern(
                        "RecordInfo of 37280600001310000001: answered after \\d+ ms, 14\\d items in 3\\d parts")
                .contains("AlarmSubscription of 37280600001310000001: accepted")
                .contains("DeviceUpgradeResult of 37280600001310000001 by MESSAGE")
                .contains("functions: asked 26, answered 26 (0 ERROR), refused 0, unanswered 0, surplus answers 0")
                .contains("Alarm of 37280600001310000001 by NOTIFY");
        assertThat(upper.join().status()).isZero();
        assertThat(lower.join().out()).contains("functions: requests 29 (0 refused)", "last command: DeviceConfig");
        assertThat(lower.join().status()).isZero();
    }

    @Test
    void voicesAreHeard() {
        String camera = "37280600001310000001";
        CompletableFuture<Outcome> upper = start(
                "upper",
                "--local",
                upperAddress,
                "--streams",
                "0",
                "--talk",
                camera,
                "--broadcast",
                camera,
                "--duration",
                "6s");
        CompletableFuture<Outcome> lower =
                start("lower", "--local", lowerAddress, "--upper", upperAddress, "--duration", "8s");

        assertThat(upper.join().out())
                .contains("talk to " + camera + " begins", "broadcast to " + camera + " begins")
                .containsPattern("talk to " + camera + ": [\\d,]+ packets sent, [\\d,]+ received, 440 Hz (0.9|1.0)");
        assertThat(upper.join().status()).isZero();
        lower.join();
    }

    @Test
    void aFunctionThatTheLowerLacksIsAFailure() {
        CompletableFuture<Outcome> upper = start(
                "upper",
                "--local",
                upperAddress,
                "--streams",
                "0",
                "--ask",
                "PresetQuery,TeleBoot",
                "--answer-timeout",
                "500ms",
                "--duration",
                "5s");
        CompletableFuture<Outcome> lower = start(
                "lower",
                "--local",
                lowerAddress,
                "--upper",
                upperAddress,
                "--without",
                "TeleBoot",
                "--fault",
                "PresetQuery=silent",
                "--duration",
                "6s");

        assertThat(upper.join().out())
                .contains("TeleBoot answered 501", "PresetQuery no answer within 500 ms")
                .contains("asked 2, answered 0 (0 ERROR), refused 1, unanswered 1");
        assertThat(upper.join().status()).isEqualTo(1);
        lower.join();
    }

    @Test
    void saysWhichAddressIsTaken() {
        CompletableFuture<Outcome> first =
                start("upper", "--local", upperAddress, "--streams", "0", "--duration", "4s");
        List<CompletableFuture<Outcome>> all =
                List.of(first, start("upper", "--local", upperAddress, "--streams", "0", "--duration", "4s"));

        assertThat(all)
                .extracting(CompletableFuture::join)
                .extracting(Outcome::err)
                .anySatisfy(err -> assertThat(err).contains("not started", subnet.host(2) + ":7100"));
    }

    @Test
    @FieldReport(value = "operator 20", part = "a wrong password")
    void bothSidesSayThatThePasswordIsWrong() {
        CompletableFuture<Outcome> upper =
                start("upper", "--local", upperAddress, "--password", "right", "--duration", "6s");
        CompletableFuture<Outcome> lower = start(
                "lower", "--local", lowerAddress, "--upper", upperAddress, "--password", "wrong", "--duration", "6s");

        assertThat(upper.join().out())
                .contains("registration of 37280600000000000000 at", "refused: wrong user name or password");
        assertThat(lower.join().out()).contains("not registered (the upper answered 40", "look at --password");
    }

    @Test
    @FieldReport(value = "operator 20", part = "--json")
    void printsJsonForScripts() {
        Outcome upper = start("upper", "--local", upperAddress, "--streams", "0", "--duration", "1s", "--json")
                .join();

        assertThat(upper.out().lines().map(JsonObject::new).map(line -> line.getString("event")))
                .contains("ready", "status");
        assertThat(upper.status()).isZero();
    }

    private static CompletableFuture<Outcome> start(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        return CompletableFuture.supplyAsync(
                () -> new Outcome(
                        new CommandLine(new SimulateCommand())
                                .setOut(new PrintWriter(out))
                                .setErr(new PrintWriter(err))
                                .setCaseInsensitiveEnumValuesAllowed(true)
                                .execute(args),
                        out.toString(),
                        err.toString()),
                task -> new Thread(task, "command").start());
    }
}
