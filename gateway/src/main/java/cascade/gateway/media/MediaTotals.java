package cascade.gateway.media;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Plane-wide counters.
 *
 * @param refusedCommands requests that a full queue refused
 * @param refusedEvents events that a full queue refused; those that matter are told at the next check
 * @param loopFaults packets or checks that ended in an error of our own; must stay 0
 * @param loopLag how late each loop was at worst since the last sample
 */
public record MediaTotals(
        Map<String, OwnerTotals> byOwner,
        long refusedCommands,
        long refusedEvents,
        long loopFaults,
        List<Duration> loopLag) {

    /** The owner of what came to ports that all legs of a network share, and was no leg's. */
    public static final String UNKNOWN = "unknown";

    public MediaTotals {
        byOwner = Map.copyOf(byOwner);
        loopLag = List.copyOf(loopLag);
    }

    /** The counts of one owner; all zero when it never had a leg. */
    public OwnerTotals of(String owner) {
        return byOwner.getOrDefault(owner, OwnerTotals.ZERO);
    }
}
