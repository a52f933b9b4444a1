package cascade.gateway.call;

import cascade.gateway.domain.UpperDomain;
import java.util.Optional;

/** What an upper may call, by the ids that it knows. */
@FunctionalInterface
public interface ChannelFinder {

    /** Empty for a channel that is unknown or not shared with that upper: it is told nothing else. */
    Optional<Channel> find(UpperDomain upper, String exportedId);
}
