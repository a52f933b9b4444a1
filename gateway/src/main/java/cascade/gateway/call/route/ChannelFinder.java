package cascade.gateway.call.route;

import cascade.gateway.domain.UpperDomain;
import java.time.Duration;
import java.util.Optional;

/** Resolver of the channel ids that an upper knows to {@link Channel}s. */
@FunctionalInterface
public interface ChannelFinder {

    /** Empty for a channel that is unknown or not shared with that upper: it is told nothing else. */
    Optional<Channel> find(UpperDomain upper, String exportedId);

    /** The channel at the lower platform of that id, though it be another that calls go to; empty where it is not there. */
    default Optional<Channel> findAt(UpperDomain upper, String exportedId, String platformId) {
        return find(upper, exportedId)
                .filter(channel -> channel.lower().config().deviceId().equals(platformId));
    }

    /**
     * Time in which a channel that is not found may still appear: after a start, until the lowers were heard that may
     * show it. Empty when what is unknown does not exist.
     */
    default Optional<Duration> settling(UpperDomain upper, String exportedId) {
        return Optional.empty();
    }
}
