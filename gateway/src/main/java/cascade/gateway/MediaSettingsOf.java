package cascade.gateway;

import cascade.config.GatewayConfig;
import cascade.config.MediaBinding;
import cascade.config.NetworkConfig;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.PortRange;
import java.net.InetAddress;
import java.util.List;

/** What the media plane is told of the configuration; it knows no configuration classes. */
final class MediaSettingsOf {

    private MediaSettingsOf() {}

    static MediaSettings config(GatewayConfig config) {
        MediaSettings defaults = MediaSettings.defaults();
        return new MediaSettings(
                config.media().loops(),
                config.media().portQuarantine(),
                config.media().receiveBufferBytes(),
                defaults.checkInterval(),
                config.media().commandQueue(),
                config.media().eventQueue());
    }

    static List<MediaNetwork> networks(GatewayConfig config) {
        return config.networks().values().stream().map(MediaSettingsOf::network).toList();
    }

    private static MediaNetwork network(NetworkConfig network) {
        MediaBinding media = network.media();
        return new MediaNetwork(
                network.name(),
                InetAddress.ofLiteral(media.bind()),
                media.advertise(),
                media.ports().stream()
                        .map(range -> new PortRange(range.first(), range.last()))
                        .toList());
    }
}
