package cascade.config.domain;

import cascade.config.value.ChannelPattern;
import cascade.config.value.Require;
import java.util.List;

/**
 * Share rule: the part of a lower domain's channels that an upper may see.
 *
 * @param from the name of the lower domain
 * @param channels original ids or prefixes; empty is all
 * @param except what of these is left out
 */
public record Share(String from, List<ChannelPattern> channels, List<ChannelPattern> except) {

    public Share {
        Require.text("from", from);
        channels = List.copyOf(channels);
        except = List.copyOf(except);
    }

    /** Whether a channel of that lower domain, named by its original id, is shared. */
    public boolean includes(String channelId) {
        return (channels.isEmpty() || channels.stream().anyMatch(pattern -> pattern.matches(channelId)))
                && except.stream().noneMatch(pattern -> pattern.matches(channelId));
    }
}
