package cascade.config.gateway;

import cascade.config.value.Require;

/**
 * Limits of the whole gateway; beyond them an INVITE is refused.
 *
 * @param maxBandwidthBps bits a second that leave towards viewers; 0 is no limit
 */
public record Limits(int maxStreams, int maxViewers, long maxBandwidthBps) {

    public Limits {
        Require.atLeast("limits.max-streams", maxStreams, 1);
        Require.atLeast("limits.max-viewers", maxViewers, 1);
        Require.atLeast("limits.max-bandwidth", maxBandwidthBps, 0);
    }
}
