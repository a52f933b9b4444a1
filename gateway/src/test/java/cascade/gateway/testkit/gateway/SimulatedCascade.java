package cascade.gateway.testkit.gateway;

import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.lower.LowerOptions;
import cascade.gateway.simulator.lower.SimulatedCameras;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.UpperOptions;
import cascade.gateway.simulator.video.VideoSettings;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.testkit.LoopbackSubnet;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Cascade of three: a gateway between a simulated lower that sends real video and a simulated upper that plays it, everybody on port 7100 of
 * an address of one loopback subnet.
 */
public final class SimulatedCascade implements AutoCloseable {

    public static final DeviceId UPPER_ID = new DeviceId("37280000000000000000");
    public static final DeviceId GATEWAY_ID = new DeviceId("37280600002000000001");
    public static final DeviceId LOWER_ID = new DeviceId("37280600000000000000");

    /** Small, so that many streams fit into a test; encoded once, then kept by the build. */
    public static final VideoSettings VIDEO = VideoSettings.testPattern()
            .withSize(352, 288)
            .withKilobitsPerSecond(500)
            .withLength(Duration.ofSeconds(2));

    public static final Path VIDEOS = Path.of("target", "video");

    private static final int PORT = 7100;
    private static final String CONFIG = """
            gateway {
              device-id = "37280600002000000001"
              admin { bind = "CITY", port = 9180 }
              networks {
                city     { sip { bind = "CITY", port = 7100 }, media { bind = "CITY", ports = "20000-20999" } }
                district { sip { bind = "DISTRICT", port = 7100 }, media { bind = "DISTRICT", ports = "30000-30999" } }
              }
              media { stream-linger = 0s, port-quarantine = 1s }
              call { reaper-interval = 300ms }
            }
            domains {
              city {
                role = upper, network = city, profile = hikvision-ncg
                device-id = "37280000000000000000"
                hosts = ["UPPER:7100"]
                share = [{ from = ncg }]
              }
              ncg {
                role = lower, network = district, profile = hikvision-ncg
                device-id = "37280600000000000000"
                allow-from = ["LOWER/32"]
              }
            }
            """;

    public final Vertx vertx = Vertx.vertx();
    public final SimulatedUpper upper;
    public final SimulatedLower lower;
    public final RunningGateway gateway;

    private SimulatedCascade(Setup setup) {
        gateway = RunningGateway.of(config(setup.net, setup.config), setup.filter);
        upper = new SimulatedUpper(
                vertx,
                setup.upper.apply(UpperOptions.builder(upperAddress(setup.net))).build());
        lower = new SimulatedLower(
                vertx, setup.lower.apply(lowerOptions(setup.net)).build());
        upper.start().await();
        lower.start().await();
    }

    public static Setup at(LoopbackSubnet net) {
        return new Setup(net);
    }

    /** What differs from the usual. */
    public static final class Setup {
        private final LoopbackSubnet net;
        private String config = "";
        private DatagramFilter filter = DatagramFilter.ALL_PASS;
        private UnaryOperator<UpperOptions.Builder> upper = usual -> usual;
        private UnaryOperator<LowerOptions.Builder> lower = usual -> usual;

        private Setup(LoopbackSubnet net) {
            this.net = net;
        }

        /** Configuration that goes over the usual one. */
        public Setup config(String value) {
            config = value;
            return this;
        }

        /** Loses SIP datagrams of the gateway. */
        public Setup filter(DatagramFilter value) {
            filter = value;
            return this;
        }

        public Setup upper(UnaryOperator<UpperOptions.Builder> value) {
            upper = value;
            return this;
        }

        public Setup lower(UnaryOperator<LowerOptions.Builder> value) {
            lower = value;
            return this;
        }

        public SimulatedCascade start() {
            return new SimulatedCascade(this);
        }
    }

    public static String config(LoopbackSubnet net, String more) {
        return CONFIG.replace("CITY", cityHost(net))
                        .replace("DISTRICT", districtHost(net))
                        .replace("UPPER", upperAddress(net).host())
                        .replace("LOWER", lowerAddress(net).host())
                + more;
    }

    public static LowerOptions.Builder lowerOptions(LoopbackSubnet net) {
        return LowerOptions.builder(lowerAddress(net), new PlatformAddress(GATEWAY_ID, districtHost(net), PORT))
                .video(VIDEO)
                .videoDirectory(VIDEOS);
    }

    public static String cityHost(LoopbackSubnet net) {
        return net.host(1);
    }

    private static String districtHost(LoopbackSubnet net) {
        return net.host(2);
    }

    public static PlatformAddress upperAddress(LoopbackSubnet net) {
        return new PlatformAddress(UPPER_ID, net.host(10), PORT);
    }

    private static PlatformAddress lowerAddress(LoopbackSubnet net) {
        return new PlatformAddress(LOWER_ID, net.host(20), PORT);
    }

    public static List<DeviceId> cameras(int count) {
        return SimulatedCameras.of(LOWER_ID, count).stream()
                .map(CatalogItem::deviceId)
                .toList();
    }

    /** Both sides registered, the lower's whole catalog shared with the upper, the upper's subscription held. */
    public SimulatedCascade up(int cameras) {
        upper.registered().await();
        lower.registered().await();
        await().until(() -> gateway.isOnline("city")
                && gateway.isOnline("ncg")
                && gateway.domain("city").getJsonObject("counters").getInteger("channels") == cameras
                && upper.report().await().subscriptions() == 1);
        return this;
    }

    /** From below: each takes its leave of who is still there, and waits for nobody. */
    @Override
    public void close() {
        lower.stop().await();
        gateway.close();
        upper.stop().await();
        vertx.close().await();
    }
}
