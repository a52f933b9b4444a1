package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code cascade-gateway drain} at a running gateway. */
class DrainCommandIT {

    /** Its calls, to which no camera sends, last until they are hung up. */
    private final ScriptedCascade cascade = new ScriptedCascade("\ngateway.media.no-media-timeout = 60s\n").up();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        cascade.close();
    }

    private int drain(String... options) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all = new String[options.length + 3];
        all[0] = "drain";
        all[1] = "--admin";
        all[2] = "http://" + cascade.cityHost + ":9180";
        System.arraycopy(options, 0, all, 3, options.length);
        return line.execute(all);
    }

    private boolean isDraining() {
        return cascade.gateway.get("/health/ready").body().contains("\"name\":\"drain\"");
    }

    @Test
    void drainsAndTakesItBack() {
        assertThat(drain()).isZero();
        assertThat(out.toString()).contains("no call runs any more");
        assertThat(isDraining()).isTrue();

        assertThat(drain("--undo", "--lang", "zh")).isZero();
        assertThat(out.toString()).contains("接受新呼叫");
        assertThat(isDraining()).isFalse();
    }

    @Test
    void waitsUntilTheLastCallHasEnded() {
        Established call = cascade.establish(6_000, 6_100);

        CompletableFuture<Integer> waits = CompletableFuture.supplyAsync(() -> drain("--wait"));
        Awaitility.await().until(() -> out.toString().contains("still running: viewers 1, streams 1"));
        assertThat(waits).isNotDone();
        cascade.upperHangsUp(call.ok());

        assertThat(waits.join()).isZero();
        assertThat(out.toString()).contains("drained");
    }

    @Test
    void aWaitThatComesToNoEndIsAFailureAndTheDrainStays() {
        Established call = cascade.establish(6_000, 6_100);

        assertThat(drain("--wait", "--timeout", "10ms")).isEqualTo(1);
        assertThat(isDraining()).isTrue();
        cascade.upperHangsUp(call.ok());
    }

    @Test
    void whatCannotBeAskedIsAnErrorOfItsOwn() {
        assertThat(drain("--undo", "--wait")).isEqualTo(2);
        assertThat(err.toString()).contains("--wait");
        assertThat(drain("--admin", "http://" + cascade.cityHost + ":9")).isEqualTo(2);
    }
}
