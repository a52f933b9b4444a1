package cascade.gateway.media;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Plane-wide counters.
 *
 * @param kernelDrops datagrams by network that came faster than they were read; only the Linux gear knows of them
 * @param refusedCommands requests that a full queue refused
 * @param refusedEvents events that a full queue refused; those that matter are told at the next check
 * @param loopFaults packets or checks that ended in an error of our own; must stay 0
 * @param loopLag how late each loop was at worst since the last sample
 */
public record MediaTotals(
        Map<String, OwnerTotals> byOwner,
        Map<String, Long> kernelDrops,
        long refusedCommands,
        long refusedEvents,
        long loopFaults,
        List<Duration> loopLag) {

    /** The owner of what came to ports that all legs of a network share, and was no leg's. */
    public static final String UNKNOWN = "unknown";

    public MediaTotals {
        byOwner = Map.copyOf(byOwner);
        kernelDrops = Map.copyOf(kernelDrops);
        loopLag = List.copyOf(loopLag);
    }

    /** The counts of one owner; all zero when it never had a leg. */
    public OwnerTotals of(String owner) {
        return byOwner.getOrDefault(owner, OwnerTotals.ZERO);
    }
}
