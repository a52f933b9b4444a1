package cascade.config.domain;

import cascade.config.value.ChannelPattern;
import cascade.config.value.Require;
import cascade.config.value.TypeCode;
import java.util.List;

/**
 * Share rule: the part of a lower domain's channels that an upper may see. A channel must meet every condition that the
 * rule states; an upper sees what any of its rules shows.
 *
 * @param from the name of the lower domain
 * @param channels original ids or prefixes; empty is all
 * @param below nodes of the lower's catalog, shown with all that hangs below them: areas by their code, systems, groups,
 *     organisations, recorders; empty is the whole catalog
 * @param types type codes; empty is all
 * @param except original ids or prefixes of what is left out of these
 * @param exceptBelow nodes that are left out with all that hangs below them
 */
public record Share(
        String from,
        List<ChannelPattern> channels,
        List<String> below,
        List<TypeCode> types,
        List<ChannelPattern> except,
        List<String> exceptBelow) {

    public Share {
        Require.text("from", from);
        channels = List.copyOf(channels);
        below = List.copyOf(below);
        types = List.copyOf(types);
        except = List.copyOf(except);
        exceptBelow = List.copyOf(exceptBelow);
    }

    /** A rule by ids alone. */
    public static Share byId(String from, List<ChannelPattern> channels, List<ChannelPattern> except) {
        return new Share(from, channels, List.of(), List.of(), except, List.of());
    }

    /** Whether the id of a channel of that lower domain lets it be shared; where it hangs may still speak against it. */
    public boolean mayInclude(String channelId) {
        return isNamed(channelId) && isOfType(channelId) && !isExcepted(channelId);
    }

    /** Whether the condition about ids holds for that original id. */
    public boolean isNamed(String channelId) {
        return channels.isEmpty() || matchesAny(channels, channelId);
    }

    /** Whether the condition about types holds for that id. */
    public boolean isOfType(String channelId) {
        return types.isEmpty() || types.stream().anyMatch(type -> type.isOf(channelId));
    }

    /** Whether an exception names that original id. */
    public boolean isExcepted(String channelId) {
        return matchesAny(except, channelId);
    }

    /** Whether it shows all that the lower has, but for exceptions. */
    public boolean isWhole() {
        return channels.isEmpty() && below.isEmpty() && types.isEmpty();
    }

    private static boolean matchesAny(List<ChannelPattern> patterns, String channelId) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(channelId));
    }
}
