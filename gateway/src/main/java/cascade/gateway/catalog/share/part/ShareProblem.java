package cascade.gateway.catalog.share.part;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.gb.DeviceId;

/**
 * Share problem: a channel that the configuration shares and that cannot be shown. Immutable, any thread.
 *
 * @param kind what is wrong
 * @param ref the channel
 * @param exportedId the id that it cannot have
 * @param heldBy who has that id
 */
public record ShareProblem(Kind kind, ChannelRef ref, DeviceId exportedId, String heldBy) {

    /** Stable, for logs and the API. */
    public enum Kind {
        /** Another channel came first; this one needs an entry of its own in {@code map}. */
        ID_TAKEN,
        /** {@code map} gives the id to another channel. */
        ID_GIVEN_AWAY,
        /** The channel comes from the very platform that it would be shown to. */
        LOOP
    }
}
