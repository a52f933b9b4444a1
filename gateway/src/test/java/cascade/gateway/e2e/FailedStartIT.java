package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.MortalGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails after a kill amid a call: nobody hears of it, and the start after it goes on with the call. */
class FailedStartIT {

    @TempDir
    private Path directory;

    private MortalGateway gateway;
    private ScriptedCascade cascade;

    @AfterEach
    void close() {
        cascade.close();
    }

    @Test
    void theCallRunsOnAfterStartsForWhichPortsWereTaken() throws Exception {
        gateway = new MortalGateway(directory);
        // nobody sends media here
        cascade = new ScriptedCascade(
                LoopbackSubnet.next(), "gateway.media { no-media-timeout = 5m, media-timeout = 5m }\n", gateway::start);
        cascade.up();
        Established call = cascade.establish(6_000, 6_100);
        cascade.hasHeardTheUpper();
        gateway.kill();

        try (ServerSocket taken = new ServerSocket(9_180, 1, InetAddress.getByName(cascade.cityHost))) {
            failsFor("admin " + cascade.cityHost + ":" + taken.getLocalPort());
        }
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(cascade.districtHost, 7_100))) {
            failsFor(cascade.districtHost + ":" + taken.getLocalPort());
        }
        gateway.startAgain();

        assertThat(cascade.gateway.streams()).hasSize(1);
        assertThat(cascade.gateway.metric("cascade_calls_restored_total", "result=\"running\""))
                .isEqualTo(1);
        assertThat(cascade.upper.seen("BYE")).isZero();
        assertThat(cascade.lower.seen("BYE")).isZero();
        assertThat(cascade.upper.seen("REGISTER")).isEqualTo(1);
        assertThat(cascade.lower.seen("SUBSCRIBE")).isEqualTo(1);
        cascade.upperHangsUp(call.ok());
        cascade.closeWhenQuiet();
    }

    private void failsFor(String cause) {
        assertThatThrownBy(gateway::startAgain).hasMessageContaining(cause);
    }
}
