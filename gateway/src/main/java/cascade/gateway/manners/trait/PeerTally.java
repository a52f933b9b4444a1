package cascade.gateway.manners.trait;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tally of what one peer was seen to do: a fixed set of traits with a few values each, and its repairs by kind. Some
 * KiB at most. Control loop only.
 */
public final class PeerTally {

    /** Of a fixed list already; bounds it should that list be left. */
    private static final int MOST_REPAIRS = 64;

    private final Instant since;
    private final Map<Trait, TraitTally> traits = new EnumMap<>(Trait.class);
    private final Map<String, Long> repairs = new TreeMap<>();
    private long messages;

    public PeerTally(Instant since) {
        this.since = since;
    }

    public void countMessage() {
        messages++;
    }

    /**
     * Seen once.
     *
     * @param example as it stood on the wire, or ""
     */
    public void add(Trait trait, String value, String example, Instant at) {
        traits.computeIfAbsent(trait, first -> new TraitTally()).add(value, example, at);
    }

    /** Something was put right while one of its messages was read. */
    public void addRepair(String kind) {
        if (repairs.containsKey(kind) || repairs.size() < MOST_REPAIRS) {
            repairs.merge(kind, 1L, Long::sum);
        }
    }

    /** As it stands now. */
    public SeenManners seen() {
        Map<Trait, SeenTrait> seen = new EnumMap<>(Trait.class);
        traits.forEach((trait, tally) -> seen.put(trait, tally.seen(trait)));
        return new SeenManners(since, messages, seen, repairs);
    }
}
