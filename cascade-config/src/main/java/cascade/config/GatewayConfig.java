package cascade.config;

import cascade.config.gateway.AdminConfig;
import cascade.config.gateway.AssessmentConfig;
import cascade.config.gateway.CallConfig;
import cascade.config.gateway.CatalogConfig;
import cascade.config.gateway.CommandConfig;
import cascade.config.gateway.EventConfig;
import cascade.config.gateway.HandoverConfig;
import cascade.config.gateway.HepConfig;
import cascade.config.gateway.Limits;
import cascade.config.gateway.LogConfig;
import cascade.config.gateway.MannersConfig;
import cascade.config.gateway.MediaConfig;
import cascade.config.gateway.SipConfig;
import cascade.config.gateway.StoreConfig;
import cascade.config.gateway.TraceConfig;
import cascade.config.load.ConfigLoader;
import cascade.config.value.Require;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Configuration of one gateway, complete and checked: what {@link ConfigLoader} hands out holds every rule of the
 * contract, so nothing behind it validates again. Immutable; two configurations can be compared part by part with
 * {@code equals} to find out what a reload changed.
 *
 * @param deviceId our 20-digit platform id; a domain may know us by another one ({@link DomainConfig#localDeviceId})
 * @param dataDir where state that survives a restart is kept; relative to the working directory
 * @param scanInterval how often the configuration's files are looked at for a change
 * @param networks by name, in the order of their names
 * @param uppers the domains that we register to, by name
 * @param lowers the domains that register to us, by name
 */
public record GatewayConfig(
        String deviceId,
        String userAgent,
        Path dataDir,
        Duration scanInterval,
        AdminConfig admin,
        LogConfig log,
        Map<String, NetworkConfig> networks,
        SipConfig sip,
        CallConfig call,
        CatalogConfig catalog,
        CommandConfig command,
        EventConfig event,
        MediaConfig media,
        StoreConfig store,
        TraceConfig trace,
        HepConfig hep,
        MannersConfig manners,
        AssessmentConfig assessment,
        HandoverConfig handover,
        Limits limits,
        Map<String, UpperDomainConfig> uppers,
        Map<String, LowerDomainConfig> lowers) {

    public GatewayConfig {
        Require.deviceId("device-id", deviceId);
        Require.text("user-agent", userAgent);
        Require.positive("scan-interval", scanInterval);
        networks = ordered(networks);
        uppers = ordered(uppers);
        lowers = ordered(lowers);
        Require.that(!networks.isEmpty(), "networks", networks.size(), "at least one");
        for (DomainConfig domain : Stream.concat(uppers.values().stream(), lowers.values().stream())
                .toList()) {
            Require.that(
                    networks.containsKey(domain.network()), domain.name(), domain.network(), "a configured network");
        }
    }

    /** All domains, uppers first. */
    public Stream<DomainConfig> domains() {
        return Stream.concat(uppers.values().stream(), lowers.values().stream());
    }

    /** The network over which {@code domain} is reached. */
    public NetworkConfig networkOf(DomainConfig domain) {
        return network(domain.network());
    }

    /** A network that is known to be configured. */
    public NetworkConfig network(String name) {
        return configured(networks, name);
    }

    /** An upper domain that is known to be configured. */
    public UpperDomainConfig upper(String name) {
        return configured(uppers, name);
    }

    /** A lower domain that is known to be configured. */
    public LowerDomainConfig lower(String name) {
        return configured(lowers, name);
    }

    private static <V> V configured(Map<String, V> map, String name) {
        V value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not configured, only " + map.keySet());
        }
        return value;
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
