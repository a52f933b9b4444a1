package cascade.config.gateway;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Bounds of the look at what peers do, from which their profiles are advised.
 *
 * @param perPeer messages of one peer and one kind that are looked at in a second; 0: none
 * @param inAll messages of all peers that are looked at in a second
 * @param mediaInterval between two looks at what running legs carry
 */
public record MannersConfig(int perPeer, int inAll, Duration mediaInterval) {

    public MannersConfig {
        Require.atLeast("manners.per-peer", perPeer, 0);
        Require.atLeast("manners.in-all", inAll, 0);
        Require.positive("manners.media-interval", mediaInterval);
    }
}
