package cascade.gateway.media;

import java.net.InetAddress;
import java.util.List;

/**
 * Media network: a network card or zone with the addresses of its media sockets and the port ranges of its legs.
 *
 * @param name what specs call it
 * @param bind the local address of its sockets
 * @param advertise the address that peers are told: {@code bind}, or what a NAT shows for it
 * @param ports the ranges that its legs take pairs from; they do not overlap
 * @param singlePort all legs share the first pair of {@code ports}, and are told apart by address and SSRC; the pair
 *     and every stream of the plane then belong to one loop. UDP only
 */
public record MediaNetwork(String name, InetAddress bind, String advertise, List<PortRange> ports, boolean singlePort) {

    public MediaNetwork {
        Checks.named("name", name);
        Checks.named("advertise", advertise);
        ports = List.copyOf(ports);
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("ports: none (expected: at least one range)");
        }
    }

    /** Each leg with a pair of its own. */
    public MediaNetwork(String name, InetAddress bind, String advertise, List<PortRange> ports) {
        this(name, bind, advertise, ports, false);
    }
}
