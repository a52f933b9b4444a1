package cascade.gateway.cli.demo;

import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.NetworkConfig;
import cascade.config.UpperDomainConfig;
import cascade.config.value.HostPort;
import cascade.gateway.simulator.PlatformAddress;
import java.util.Objects;

/**
 * Platforms of the demo, as the configuration says: its one upper and its one lower domain, and the gateway as each of
 * them sees it.
 *
 * @param upper where the gateway registers
 * @param gatewayForUpper who registers there
 * @param lower who registers at the gateway
 * @param gatewayForLower where it does
 */
public record Parties(
        PlatformAddress upper,
        PlatformAddress gatewayForUpper,
        PlatformAddress lower,
        PlatformAddress gatewayForLower) {

    public static Parties of(GatewayConfig config) {
        UpperDomainConfig upper = config.uppers().values().iterator().next();
        LowerDomainConfig lower = config.lowers().values().iterator().next();
        HostPort upperHost = upper.hosts().getFirst();
        NetworkConfig upperNetwork = network(config, upper.network());
        NetworkConfig lowerNetwork = network(config, lower.network());
        return new Parties(
                PlatformAddress.of(upper.deviceId(), upperHost.host(), upperHost.port()),
                address(upper.localDeviceId(), upperNetwork),
                PlatformAddress.of(
                        lower.deviceId(), onlySource(lower), lowerNetwork.sip().port()),
                address(lower.localDeviceId(), lowerNetwork));
    }

    private static NetworkConfig network(GatewayConfig config, String name) {
        return Objects.requireNonNull(config.networks().get(name), "a checked configuration has its networks");
    }

    private static PlatformAddress address(String deviceId, NetworkConfig network) {
        return PlatformAddress.of(
                deviceId, network.sip().advertise(), network.sip().port());
    }

    private static String onlySource(LowerDomainConfig lower) {
        String block = lower.allowFrom().getFirst().toString();
        return block.substring(0, block.indexOf('/'));
    }
}
