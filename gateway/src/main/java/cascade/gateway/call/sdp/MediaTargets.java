package cascade.gateway.call.sdp;

import cascade.address.IpFamily;
import cascade.address.IpText;
import cascade.config.GatewayConfig;
import cascade.config.NetworkConfig;
import cascade.config.UpperDomainConfig;
import cascade.config.gateway.MediaBinding;
import cascade.config.value.Cidr;
import cascade.config.value.PortRange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Media address check: whether media may go where an SDP asks for it. A gateway is no reflector: only to unicast
 * addresses within the peer's media networks, and never to its own media ports, which would feed a stream to itself.
 * Control loop only.
 */
public final class MediaTargets {

    /**
     * First byte of the IPv4 addresses that are no host's: multicast, reserved, broadcast (<a
     * href="https://datatracker.ietf.org/doc/html/rfc1112">RFC 1112</a>, <a
     * href="https://datatracker.ietf.org/doc/html/rfc6890">RFC 6890</a>).
     */
    private static final int FIRST_RESERVED_BYTE = 224;

    private static final String NO_HOST = " is no address that media can go to";
    private static final String OURS = " is a media port of this gateway itself";
    private static final String NEEDS_ZONE = " is a link-local address, which means another host on each link";
    private static final String OTHER_FAMILY = " is not of the family of its network, which is ";
    private static final String OUTSIDE = " lies outside the networks that media may use";

    private final Supplier<GatewayConfig> settings;
    private Optional<Known> known = Optional.empty();

    /** Our own media ports under one configuration. */
    private record Known(GatewayConfig config, List<OwnPorts> ownPorts) {}

    /** The media ports of one network, under every address that leads to them. */
    private record OwnPorts(Set<InetAddress> hosts, List<PortRange> ranges) {

        boolean contain(InetSocketAddress target) {
            // RTCP goes to the port above
            return hosts.contains(target.getAddress())
                    && ranges.stream()
                            .anyMatch(
                                    range -> range.contains(target.getPort()) || range.contains(target.getPort() + 1));
        }
    }

    /** @param settings the configuration in force */
    public MediaTargets(Supplier<GatewayConfig> settings) {
        this.settings = settings;
    }

    /** Looks up the addresses of this machine once a configuration, where a network is bound to all of them. */
    @SuppressWarnings("ReferenceEquality") // another object is another configuration; comparing all domains costs more
    private Known known() {
        GatewayConfig config = settings.get();
        Known current = known.filter(last -> last.config() == config).orElseGet(() -> of(config));
        known = Optional.of(current);
        return current;
    }

    private static Known of(GatewayConfig config) {
        return new Known(
                config,
                config.networks().values().stream()
                        .map(network -> new OwnPorts(
                                hosts(config, network), network.media().ports()))
                        .toList());
    }

    private static Set<InetAddress> hosts(GatewayConfig config, NetworkConfig network) {
        MediaBinding media = network.media();
        var hosts = new HashSet<InetAddress>();
        hosts.add(InetAddress.ofLiteral(media.advertise()));
        InetAddress bind = InetAddress.ofLiteral(media.bind());
        if (bind.isAnyLocalAddress()) {
            hosts.addAll(addressesOfThisMachine());
        } else {
            hosts.add(bind);
        }
        config.uppers().values().stream()
                .filter(upper -> upper.network().equals(network.name()))
                .map(UpperDomainConfig::media)
                .forEach(upper -> hosts.add(InetAddress.ofLiteral(upper.advertise())));
        return hosts;
    }

    private static List<InetAddress> addressesOfThisMachine() {
        try {
            var addresses = new ArrayList<InetAddress>();
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(addresses::add);
            return addresses;
        } catch (SocketException unknown) {
            // then the advertised address is what we know of ourselves
            return List.of();
        }
    }

    /** Whether that text of a rejection tells of such a refusal. */
    public static boolean isRefusal(String text) {
        return Stream.of(NO_HOST, OURS, OUTSIDE, NEEDS_ZONE).anyMatch(text::endsWith) || isOfOtherFamily(text);
    }

    /** Whether it tells that the address is IPv6 and the network is not, or the reverse. */
    public static boolean isOfOtherFamily(String text) {
        return text.contains(OTHER_FAMILY);
    }

    /**
     * Why media of a peer may not go there; empty: it may.
     *
     * @param network the one that the peer is reached over
     * @param allowed the peer's media networks; empty: any unicast address
     */
    public Optional<String> refusal(String network, List<Cidr> allowed, InetSocketAddress target) {
        InetAddress host = target.getAddress();
        String text = IpText.of(host);
        if (host.isAnyLocalAddress() || isReserved(host)) {
            return Optional.of(text + NO_HOST);
        }
        if (IpFamily.of(host) == IpFamily.IPV6 && host.isLinkLocalAddress()) {
            return Optional.of(text + NEEDS_ZONE);
        }
        Known ours = known();
        IpFamily family = ours.config().network(network).family();
        if (IpFamily.of(host) != family) {
            return Optional.of(text + OTHER_FAMILY + family);
        }
        if (ours.ownPorts().stream().anyMatch(own -> own.contain(target))) {
            return Optional.of(IpText.of(target) + OURS);
        }
        boolean inside = allowed.isEmpty()
                ? isAbroad(host, ours.config().network(network).media().bind())
                : allowed.stream().anyMatch(block -> block.contains(host));
        return inside ? Optional.empty() : Optional.of(text + OUTSIDE);
    }

    private static boolean isReserved(InetAddress host) {
        boolean reservedIpv4 =
                IpFamily.of(host) == IpFamily.IPV4 && (host.getAddress()[0] & 0xFF) >= FIRST_RESERVED_BYTE;
        return reservedIpv4 || host.isMulticastAddress();
    }

    /** Whatever an unlisted peer writes must not reach services of this machine or of its link. */
    private static boolean isAbroad(InetAddress host, String bind) {
        InetAddress ours = InetAddress.ofLiteral(bind);
        return (!host.isLoopbackAddress() || ours.isLoopbackAddress())
                && (!host.isLinkLocalAddress() || ours.isLinkLocalAddress());
    }
}
