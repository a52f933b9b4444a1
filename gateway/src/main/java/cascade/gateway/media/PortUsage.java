package cascade.gateway.media;

import java.util.Optional;

/**
 * Port usage of a network in single ports: in use, in quarantine after use, and free.
 *
 * @param shared where all legs of the network share one pair: that pair, which is in use as long as the plane is
 */
public record PortUsage(String network, int used, int quarantined, int free, Optional<LegAddress> shared) {

    /** Of a network whose legs have ports of their own. */
    public PortUsage(String network, int used, int quarantined, int free) {
        this(network, used, quarantined, free, Optional.empty());
    }
}
