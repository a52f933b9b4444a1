package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.load.ConfigLoader;
import cascade.gateway.Gateway;
import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import io.vertx.core.Vertx;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails is nobody else's business: no peer hears of it. */
@FieldReport(value = "operator 15", part = "a start that fails is unheard")
class StartOrderIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String HOST = SUBNET.host(1);
    private static final String UPPER = SUBNET.host(10);
    private static final String CONFIG = """
            gateway {
              device-id = "37280600002000000001"
              admin { bind = "HOST", port = 9180 }
              networks.city { sip { bind = "HOST", port = 7100 }, media { ports = "20000-20099" } }
            }
            domains.city {
              role = upper, network = city, device-id = "37280000000000000000"
              hosts = ["UPPER:7100"]
            }
            """.replace("HOST", HOST).replace("UPPER", UPPER);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Patience.await(vertx.close());
    }

    @Test
    void sendsNothingWhereTheAdminPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(9180, 1, InetAddress.getByName(HOST))) {
            failsUnheard("admin " + HOST + ":" + taken.getLocalPort());
        }
    }

    @Test
    void sendsNothingWhereASipPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(7100, 1, InetAddress.getByName(HOST))) {
            failsUnheard(HOST + ":" + taken.getLocalPort());
        }
    }

    private void failsUnheard(String cause) throws Exception {
        try (DatagramSocket upper = new DatagramSocket(new InetSocketAddress(UPPER, 7100))) {
            var gateway = new Gateway(vertx, config());
            assertThatThrownBy(() -> Patience.await(gateway.start())).hasMessageContaining(cause);
            // what was sent on loopback before is here already
            upper.setSoTimeout(1);
            assertThatThrownBy(() -> upper.receive(new DatagramPacket(new byte[1_500], 1_500)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    private GatewayConfig config() throws Exception {
        Path file = Files.writeString(directory.resolve("all.conf"), CONFIG);
        assertThat(ConfigLoader.load(file)).isInstanceOf(LoadResult.Loaded.class);
        return ((LoadResult.Loaded) ConfigLoader.load(file)).config();
    }
}
