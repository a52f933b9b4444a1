package cascade.gateway.call;

import cascade.gateway.domain.UpperDomain;
import java.util.Optional;

/** Resolver of the channel ids that an upper knows to {@link Channel}s. */
@FunctionalInterface
public interface ChannelFinder {

    /** Empty for a channel that is unknown or not shared with that upper: it is told nothing else. */
    Optional<Channel> find(UpperDomain upper, String exportedId);
}
