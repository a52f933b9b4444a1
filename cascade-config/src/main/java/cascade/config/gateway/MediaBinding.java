package cascade.config.gateway;

import cascade.config.value.IpAddress;
import cascade.config.value.PortRange;
import cascade.config.value.Require;
import java.util.List;

/**
 * Relay ports of a network: their local address, the address in SDP, and their ranges.
 *
 * @param bind the local address
 * @param advertise the address written into SDP; differs from {@code bind} behind NAT
 * @param singlePort all legs share the first pair of {@code ports}
 */
public record MediaBinding(String bind, String advertise, List<PortRange> ports, boolean singlePort) {

    public MediaBinding {
        IpAddress.require("media.bind", bind);
        IpAddress.requireReachable("media.advertise", advertise);
        Require.that(!ports.isEmpty(), "media.ports", ports, "at least one range");
        ports = List.copyOf(ports);
    }
}
