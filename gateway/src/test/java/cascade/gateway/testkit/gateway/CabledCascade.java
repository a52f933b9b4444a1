package cascade.gateway.testkit.gateway;

import static org.awaitility.Awaitility.await;

import cascade.address.IpFamily;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.lower.LowerOptions;
import cascade.gateway.simulator.lower.SentStream;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.upper.OfferedMedia;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.UpperOptions;
import cascade.gateway.simulator.voice.HeardVoice;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.gateway.Cabling.End;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * Cascade of three as {@link SimulatedCascade} is one, over a {@link Cabling}: the gateway's two networks are each of a family. Every party
 * has a port of its own, since they may share an address.
 */
public final class CabledCascade implements AutoCloseable {

    private static final int UPPER_PORT = 7110;
    private static final int DISTRICT_PORT = 7101;
    private static final int LOWER_PORT = 7120;

    /** Media ports above those that the simulators take, for the same reason. */
    private static final String CONFIG = """
            gateway {
              device-id = "37280600002000000001"
              admin { bind = "ADMIN", port = 9180 }
              networks {
                city     { sip { bind = "CITY", port = 7100 }, media { bind = "CITY", ports = "61000-61399" } }
                district { sip { bind = "DISTRICT", port = 7101 }, media { bind = "DISTRICT", ports = "62000-62399" } }
              }
              media { stream-linger = 0s, port-quarantine = 1s }
              call { reaper-interval = 300ms }
            }
            domains {
              city {
                role = upper, network = city, profile = hikvision-ncg
                device-id = "37280000000000000000"
                hosts = ["UPPER"]
                share = [{ from = ncg }]
              }
              ncg {
                role = lower, network = district, profile = hikvision-ncg
                device-id = "37280600000000000000"
                allow-from = ["LOWER"]
              }
            }
            """;

    public final String cityHost;
    public final String districtHost;
    public final PlatformAddress upperAddress;
    public final PlatformAddress lowerAddress;
    private final Cabling cabling;
    private final Vertx upperVertx;
    private final Vertx lowerVertx;
    private final SimulatedUpper upper;
    private final SimulatedLower lower;
    private final RunningGateway gateway;

    /**
     * @param above the family of the upper's network
     * @param below that of the lower's
     * @param more configuration that goes over the usual one
     */
    public CabledCascade(
            Cabling cabling,
            IpFamily above,
            IpFamily below,
            String more,
            UnaryOperator<UpperOptions.Builder> upperOptions,
            UnaryOperator<LowerOptions.Builder> lowerOptions) {
        this.cabling = cabling;
        cityHost = cabling.host(End.CITY, above);
        districtHost = cabling.host(End.DISTRICT, below);
        upperAddress = new PlatformAddress(SimulatedCascade.UPPER_ID, cabling.host(End.UPPER, above), UPPER_PORT);
        lowerAddress = new PlatformAddress(SimulatedCascade.LOWER_ID, cabling.host(End.LOWER, below), LOWER_PORT);
        String config = CONFIG.replace("ADMIN", cabling.adminHost(above))
                        .replace("CITY", cityHost)
                        .replace("DISTRICT", districtHost)
                        .replace("UPPER", upperAddress.authority())
                        .replace("LOWER", lowerAddress.host())
                + more;
        upperVertx = cabling.upper.call(Vertx::vertx);
        lowerVertx = cabling.lower.call(Vertx::vertx);
        upper = cabling.upper.call(() -> new SimulatedUpper(
                upperVertx,
                upperOptions.apply(UpperOptions.builder(upperAddress)).build()));
        lower = cabling.lower.call(() -> new SimulatedLower(
                lowerVertx, lowerOptions.apply(lowerOptions(districtHost)).build()));
        cabling.upper.run(() -> Patience.await(upper.start()));
        gateway = cabling.gateway.call(() -> RunningGateway.of(config));
        cabling.lower.run(() -> Patience.await(lower.start()));
    }

    private LowerOptions.Builder lowerOptions(String districtHost) {
        var us = new PlatformAddress(SimulatedCascade.GATEWAY_ID, districtHost, DISTRICT_PORT);
        return LowerOptions.builder(lowerAddress, us)
                .video(SimulatedCascade.VIDEO)
                .videoDirectory(SimulatedCascade.VIDEOS);
    }

    /** Both sides registered, the lower's whole catalog shared with the upper. */
    public CabledCascade up(int cameras) {
        cabling.upper.run(() -> Patience.await(upper.registered()));
        cabling.lower.run(() -> Patience.await(lower.registered()));
        await().until(() -> ask(() -> gateway.isOnline("city")
                && gateway.isOnline("ncg")
                && gateway.domain("city").getJsonObject("counters").getInteger("channels") == cameras));
        return this;
    }

    /** What the gateway tells its operators. */
    public <T> T ask(Callable<T> question) {
        return cabling.gateway.call(question);
    }

    public RunningGateway gateway() {
        return gateway;
    }

    public PlayedStream play(DeviceId channel, OfferedMedia media) {
        return cabling.upper.call(() -> Patience.await(upper.play(channel, media)));
    }

    public HeardVoice talk(DeviceId device) {
        return cabling.upper.call(() -> Patience.await(upper.talk(device)));
    }

    public HeardVoice broadcast(DeviceId device) {
        return cabling.upper.call(() -> Patience.await(upper.broadcast(device)));
    }

    /** What the lower's devices hear. */
    public List<HeardVoice> heardBelow() {
        return lower.voices();
    }

    public void stop(HeardVoice voice) {
        cabling.upper.run(() -> Patience.await(voice.stop()));
    }

    public void stop(PlayedStream played) {
        cabling.upper.run(() -> Patience.await(played.stop()));
    }

    public List<SentStream> sent() {
        return lower.streams();
    }

    @Override
    public void close() {
        cabling.lower.run(() -> Patience.await(lower.stop()));
        cabling.gateway.run(gateway::close);
        cabling.upper.run(() -> Patience.await(upper.stop()));
        cabling.lower.run(() -> Patience.await(lowerVertx.close()));
        cabling.upper.run(() -> Patience.await(upperVertx.close()));
    }
}
