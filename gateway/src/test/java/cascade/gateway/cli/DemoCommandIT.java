package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class DemoCommandIT {

    @Test
    void showsRealVideoThroughTheGatewayAndProvesIt() {
        var out = new StringWriter();
        var err = new StringWriter();

        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("demo", "--duration", "8s");

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("READY sip=127.1.0.1:7100,127.1.0.2:7100 admin=127.0.0.1:9180")
                .contains("channels 4 of 4, streams 4", "byte for byte what the camera sent")
                .endsWith("VERDICT PASS\n")
                .doesNotContain("FAIL", "----");
        assertThat(status).isZero();
    }
}
