package cascade.gateway.explain.fact;

import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.record.LimitUse;
import cascade.gateway.media.PortUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything on the way from an upper to a channel, at one moment.
 *
 * @param asked the channel's id, exported or original
 * @param settling whether, after a start, a channel that is not known may still appear
 * @param lower the channel's
 * @param catalogs of the lowers that share something with the upper
 * @param limits of a call, in the order in which it is checked
 * @param ports of the networks that a call takes ports on
 * @param draining since when new calls are refused ahead of a restart
 * @param overloaded whether some new calls are refused now
 * @param calls of this upper and channel that ended, the last first
 * @param stream of live video of this channel that runs, preferably one that this upper watches
 */
public record PathFacts(
        Instant now,
        PlatformFacts upper,
        String asked,
        boolean settling,
        Optional<ChannelFacts> channel,
        Optional<PlatformFacts> lower,
        List<CatalogFacts> catalogs,
        List<LimitUse> limits,
        List<PortUsage> ports,
        Optional<Instant> draining,
        boolean overloaded,
        List<EndedCall> calls,
        Optional<CallSnapshot> stream) {

    private static final int UNIT_DIGITS = 8;

    public PathFacts {
        catalogs = List.copyOf(catalogs);
        limits = List.copyOf(limits);
        ports = List.copyOf(ports);
        calls = List.copyOf(calls);
    }

    /**
     * Those of the lowers that may have the channel: the one that the configuration names for it; where the ids of some begin as its own does, with the code of the unit
     * (GB/T 28181-2016 annex D), those alone, else all.
     */
    public List<CatalogFacts> likely() {
        Optional<CatalogFacts> named = channel.flatMap(known -> catalogs.stream()
                .filter(catalog -> catalog.lower().name().equals(known.lower()))
                .findFirst());
        if (named.isPresent()) {
            return List.of(named.get());
        }
        List<CatalogFacts> kin = catalogs.stream()
                .filter(catalog -> asked.length() > UNIT_DIGITS
                        && catalog.lower().deviceId().startsWith(asked.substring(0, UNIT_DIGITS)))
                .toList();
        return kin.isEmpty() ? catalogs : kin;
    }
}
