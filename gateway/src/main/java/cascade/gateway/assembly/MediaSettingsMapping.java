package cascade.gateway.assembly;

import cascade.address.IpFamily;
import cascade.config.GatewayConfig;
import cascade.config.NetworkConfig;
import cascade.config.gateway.MediaBinding;
import cascade.config.gateway.MediaConfig;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.TcpSettings;
import java.net.InetAddress;
import java.util.List;

/** Mapping of the configuration to the settings of the media plane, which knows no configuration classes. */
public final class MediaSettingsMapping {

    /** System property: {@code auto}, {@code epoll} or {@code nio}. For measuring and for trouble, so no setting. */
    static final String GEAR_PROPERTY = "cascade.media.gear";

    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;

    private MediaSettingsMapping() {}

    private static MediaGear gear(String name) {
        return switch (name) {
            case "auto" -> MediaGear.AUTO;
            case "epoll" -> MediaGear.EPOLL;
            case "nio" -> MediaGear.NIO;
            default ->
                throw new IllegalArgumentException(GEAR_PROPERTY + ": " + name + " (expected: auto, epoll or nio)");
        };
    }

    public static MediaSettings settings(GatewayConfig config) {
        MediaSettings defaults = MediaSettings.defaults();
        return new MediaSettings(
                config.media().loops(),
                config.media().portQuarantine(),
                config.media().portQuarantineMin(),
                config.media().sourceMoveAfter(),
                config.media().receiveBufferBytes(),
                defaults.checkInterval(),
                config.media().commandQueue(),
                config.media().eventQueue(),
                config.media().maxSlot(),
                maxDatagramBytes(config),
                tcp(config.media().tcp()),
                gear(System.getProperty(GEAR_PROPERTY, "auto")));
    }

    /** RTCP datagrams a second that somebody outside wants to hear of. */
    public static int rtcpRate(GatewayConfig config) {
        return config.hep().address().isPresent() ? config.hep().rtcpRate() : 0;
    }

    /** One length for the viewers of all networks: what is cut is cut once. */
    private static int maxDatagramBytes(GatewayConfig config) {
        boolean ipv6 = config.networks().values().stream().anyMatch(network -> network.family() == IpFamily.IPV6);
        int less = ipv6 ? IPV6_HEADER_BYTES - IPV4_HEADER_BYTES : 0;
        return Math.max(MediaSettings.MIN_DATAGRAM_BYTES, config.media().maxDatagramBytes() - less);
    }

    private static TcpSettings tcp(MediaConfig.Tcp tcp) {
        return new TcpSettings(
                tcp.connectTimeout(),
                tcp.connectAttempts(),
                tcp.connectInterval(),
                tcp.acceptTimeout(),
                tcp.stallTimeout(),
                tcp.queueBytes(),
                tcp.totalQueueBytes());
    }

    public static List<MediaNetwork> networks(GatewayConfig config) {
        return config.networks().values().stream()
                .map(MediaSettingsMapping::network)
                .toList();
    }

    /** The media ports of one network. */
    public static MediaNetwork network(NetworkConfig network) {
        MediaBinding media = network.media();
        return new MediaNetwork(
                network.name(),
                InetAddress.ofLiteral(media.bind()),
                media.advertise(),
                media.ports().stream()
                        .map(range -> new PortRange(range.first(), range.last()))
                        .toList(),
                media.singlePort());
    }
}
