package cascade.config.domain;

import cascade.config.value.Cidr;
import cascade.config.value.IpAddress;
import cascade.config.value.MediaTransport;
import cascade.config.value.Require;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Media transports and addresses that an upper's offer may ask for.
 *
 * @param accept what its offers may ask for; the setup values are those of its SDP
 * @param advertise the address that our SDP tells this upper
 * @param networks where its offers may let media go; empty: any unicast address
 */
public record UpperMedia(Set<MediaTransport> accept, String advertise, List<Cidr> networks) {

    public UpperMedia {
        Require.that(!accept.isEmpty(), "media.accept", accept, "at least one");
        IpAddress.require("media.advertise", advertise);
        accept = Collections.unmodifiableSet(EnumSet.copyOf(accept));
        networks = List.copyOf(networks);
    }
}
