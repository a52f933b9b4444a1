package cascade.gateway.call.voice;

import cascade.gateway.call.session.CallRejection;
import cascade.monitoring.CallCause;
import java.util.HashSet;
import java.util.Set;

/**
 * Floor control of voice: who speaks to a channel has it, and a second speaker gets 486 (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-21.4.21">RFC 3261 section 21.4.21</a>), since a device has one
 * loudspeaker. Control loop only.
 */
public final class Floors {

    private static final String TAKEN = "somebody else speaks to the channel";

    private record Floor(String lower, String channelId) {}

    private final Set<Floor> taken = new HashSet<>();

    /**
     * Refuses a second speaker.
     *
     * @param channelId as the lower knows it
     */
    public void check(String lower, String channelId) throws CallRejection {
        if (taken.contains(new Floor(lower, channelId))) {
            throw CallRejection.withReason(486, CallCause.LIMIT, TAKEN);
        }
    }

    /** From now on nobody else may speak to it. */
    public void take(String lower, String channelId) {
        taken.add(new Floor(lower, channelId));
    }

    /** Once for each {@link #take}. */
    public void release(String lower, String channelId) {
        taken.remove(new Floor(lower, channelId));
    }
}
