package cascade.gateway.call.record;

import java.util.HashSet;
import java.util.Set;

/**
 * Orphan detection: tells what has no owner from what was met half opened or half closed. Only what is astray in two
 * comparisons in a row counts. Control loop only.
 */
public final class OrphanWatch {

    private Set<Long> strayLegs = Set.of();
    private long strayPorts;
    private Set<String> strayRecords = Set.of();

    /**
     * Legs that nobody owns, now and when last compared.
     *
     * @param open ids of all legs
     * @param owned ids of those that a stream of ours has
     */
    public long legs(Set<Long> open, Set<Long> owned) {
        Set<Long> stray = new HashSet<>(open);
        stray.removeAll(owned);
        long again = stray.stream().filter(strayLegs::contains).count();
        strayLegs = stray;
        return again;
    }

    /**
     * Records that nobody owns, now and when last compared.
     *
     * @param kept keys of all records
     * @param owned keys of those that a dialog, a stream or a viewer has
     */
    public Set<String> records(Set<String> kept, Set<String> owned) {
        Set<String> stray = new HashSet<>(kept);
        stray.removeAll(owned);
        Set<String> again = new HashSet<>(stray);
        again.retainAll(strayRecords);
        strayRecords = stray;
        return again;
    }

    /**
     * Ports in use that no leg has, now and when last compared.
     *
     * @param before ports in use before the legs were asked for
     * @param ofLegs ports that the legs have
     * @param after ports in use after the legs were asked for; where some came or went meanwhile, nothing is known
     */
    public long ports(long before, long ofLegs, long after) {
        long stray = before == after ? Math.max(0, after - ofLegs) : 0;
        long again = Math.min(stray, strayPorts);
        strayPorts = stray;
        return again;
    }
}
