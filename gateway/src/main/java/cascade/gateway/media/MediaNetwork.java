package cascade.gateway.media;

import java.net.InetAddress;
import java.util.List;

/**
 * A network card or zone that carries media.
 *
 * @param name what specs call it
 * @param bind the local address of its sockets
 * @param advertise the address that peers are told: {@code bind}, or what a NAT shows for it
 * @param ports the ranges that its legs take pairs from; they do not overlap
 */
public record MediaNetwork(String name, InetAddress bind, String advertise, List<PortRange> ports) {

    public MediaNetwork {
        Checks.named("name", name);
        Checks.named("advertise", advertise);
        ports = List.copyOf(ports);
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("ports: none (expected: at least one range)");
        }
    }
}
