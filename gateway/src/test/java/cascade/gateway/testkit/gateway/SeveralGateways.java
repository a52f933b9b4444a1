package cascade.gateway.testkit.gateway;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.lower.LowerOptions;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.UpperOptions;
import cascade.gateway.testkit.LoopbackSubnet;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Cascade of several gateways, each on port 7100 of an address of one loopback subnet and connected to the others as the test
 * says, with simulated platforms at its ends. They stop in the reverse order of their start.
 */
public final class SeveralGateways implements AutoCloseable {

    /** Simulated platform: its domain's name, its id, and the last of the four of its address. */
    private record Simulated(String domain, DeviceId id, int host) {}

    private static final Simulated CITY = new Simulated("city", SimulatedCascade.UPPER_ID, 10);
    private static final Simulated COUNTY = new Simulated("county", new DeviceId("37290000000000000000"), 11);
    private static final Simulated DISTRICT = new Simulated("district", SimulatedCascade.LOWER_ID, 20);
    private static final Simulated HARBOUR = new Simulated("harbour", new DeviceId("37290600000000000000"), 21);
    private static final int PORT = 7100;

    private static final String CONFIG = """
            gateway {
              device-id = "ID"
              admin { bind = "HOST", port = 9180 }
              networks {
                lan { sip { bind = "HOST", port = 7100 }, media { bind = "HOST", ports = "20000-20999" } }
                back { sip { bind = "BACK", port = 7100 }, media { bind = "BACK", ports = "20000-20999" } }
              }
              media { stream-linger = 0s, port-quarantine = 1s }
              call { reaper-interval = 300ms }
              catalog.start-hold = 1s
              sip.request-timeout = 3s
            }
            """;

    public final LoopbackSubnet net;
    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> running = new ArrayList<>();

    public SeveralGateways(LoopbackSubnet net) {
        this.net = net;
    }

    /** @param number of the gateway, the last of the four of its address */
    public static DeviceId id(int number) {
        return new DeviceId("3728060000200000000" + number);
    }

    /** The gateway of that number, with its domains. */
    public RunningGateway gateway(int number, String... domains) {
        String usual = CONFIG.replace("ID", id(number).value())
                .replace("HOST", net.host(number))
                .replace("BACK", back(number));
        RunningGateway started = RunningGateway.of(usual + String.join("\n", domains));
        running.add(started);
        return started;
    }

    /** Address at which a gateway is registered with by others, since one may be another's upper and lower. */
    private String back(int number) {
        return net.host(number + 30);
    }

    /** Domain of the gateway of that number as an upper, which sees all of a lower. */
    public String above(int number, String... shared) {
        return upper("above" + number, id(number), back(number), shared);
    }

    /** Domain of the simulated upper. */
    public String city(String... shared) {
        return upper(CITY.domain(), CITY.id(), net.host(CITY.host()), shared);
    }

    /** Domain of a second simulated upper. */
    public String county(String... shared) {
        return upper(COUNTY.domain(), COUNTY.id(), net.host(COUNTY.host()), shared);
    }

    private static String upper(String name, DeviceId id, String host, String... shared) {
        var rules = new ArrayList<String>();
        for (String lower : shared) {
            rules.add("{ from = " + lower + " }");
        }
        return "domains." + name + " { role = upper, network = lan, device-id = \"" + id + "\", hosts = [\"" + host
                + ":7100\"], share = [" + String.join(", ", rules) + "] }";
    }

    /** Domain of the gateway of that number as a lower. */
    public String below(int number) {
        return lower("below" + number, id(number), number, "back");
    }

    /** Domain of the simulated lower. */
    public String district() {
        return lower(DISTRICT.domain(), DISTRICT.id(), DISTRICT.host(), "lan");
    }

    /** Domain of a second simulated lower. */
    public String harbour() {
        return lower(HARBOUR.domain(), HARBOUR.id(), HARBOUR.host(), "lan");
    }

    private String lower(String name, DeviceId id, int host, String network) {
        return "domains." + name + " { role = lower, network = " + network + ", device-id = \"" + id
                + "\", allow-from = [\"" + net.host(host) + "/32\"] }";
    }

    /** A simulated upper of the gateway that names it. */
    public SimulatedUpper upper(UnaryOperator<UpperOptions.Builder> options) {
        return upper(CITY, options);
    }

    /** A second one. */
    public SimulatedUpper secondUpper() {
        return upper(COUNTY, options -> options);
    }

    private SimulatedUpper upper(Simulated which, UnaryOperator<UpperOptions.Builder> options) {
        var upper = new SimulatedUpper(
                vertx,
                options.apply(UpperOptions.builder(new PlatformAddress(which.id(), net.host(which.host()), PORT)))
                        .build());
        upper.start().await();
        running.add(() -> upper.stop().await());
        return upper;
    }

    /** A simulated lower of that gateway. */
    public SimulatedLower lower(int gateway, UnaryOperator<LowerOptions.Builder> options) {
        return lower(DISTRICT, gateway, options);
    }

    /** A second one. */
    public SimulatedLower secondLower(int gateway, UnaryOperator<LowerOptions.Builder> options) {
        return lower(HARBOUR, gateway, options);
    }

    private SimulatedLower lower(Simulated which, int gateway, UnaryOperator<LowerOptions.Builder> options) {
        var address = new PlatformAddress(which.id(), net.host(which.host()), PORT);
        var server = new PlatformAddress(id(gateway), net.host(gateway), PORT);
        var lower = new SimulatedLower(
                vertx,
                options.apply(LowerOptions.builder(address, server)
                                .video(SimulatedCascade.VIDEO)
                                .videoDirectory(SimulatedCascade.VIDEOS))
                        .build());
        lower.start().await();
        running.add(() -> lower.stop().await());
        return lower;
    }

    @Override
    public void close() {
        running.reversed().forEach(SeveralGateways::stop);
        vertx.close().await();
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
