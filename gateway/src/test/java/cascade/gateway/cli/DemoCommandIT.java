package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.DemoFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class DemoCommandIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    @TempDir
    private Path folder;

    @Test
    void showsRealVideoThroughTheGatewayAndProvesIt() throws IOException {
        DemoFolder.write(folder, SUBNET);
        var out = new StringWriter();
        var err = new StringWriter();

        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("demo", "--duration", "8s", "--config", folder.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("READY sip=%1$s.1:7100,%1$s.2:7100 admin=%1$s.1:9180".formatted(SUBNET))
                .contains("channels 4 of 4, streams 4", "byte for byte what the camera sent")
                .contains("PASS  playback      150 frames of a recording, byte for byte")
                .contains("PASS  ptz           the camera was turned, by 3 degrees, and stopped")
                .contains("PASS  records       ", " recordings of the last hour listed in ")
                .contains("PASS  alarm         told above, answered above and below")
                .endsWith("VERDICT PASS\n")
                .doesNotContain("FAIL", "----");
        assertThat(status).isZero();
    }
}
