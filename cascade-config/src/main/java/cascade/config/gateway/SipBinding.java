package cascade.config.gateway;

import cascade.config.value.IpAddress;
import cascade.config.value.Require;
import cascade.config.value.Transport;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * SIP listening point: local and advertised address.
 *
 * @param bind the local address
 * @param advertise the address that peers see in Via, Contact and URIs; differs from {@code bind} behind NAT
 */
public record SipBinding(String bind, int port, String advertise, Set<Transport> transports) {

    public SipBinding {
        IpAddress.require("sip.bind", bind);
        Require.port("sip.port", port);
        IpAddress.requireReachable("sip.advertise", advertise);
        Require.that(!transports.isEmpty(), "sip.transports", transports, "at least one");
        transports = Collections.unmodifiableSet(EnumSet.copyOf(transports));
    }
}
