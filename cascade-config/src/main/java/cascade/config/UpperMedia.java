package cascade.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Media towards an upper.
 *
 * @param accept what its offers may ask for; the setup values are those of its SDP
 * @param advertise the address that our SDP tells this upper
 */
public record UpperMedia(Set<MediaTransport> accept, String advertise) {

    public UpperMedia {
        Require.that(!accept.isEmpty(), "media.accept", accept, "at least one");
        Ipv4.require("media.advertise", advertise);
        accept = Collections.unmodifiableSet(EnumSet.copyOf(accept));
    }
}
