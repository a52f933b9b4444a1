package cascade.gateway.catalog.serve;

import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes that wait for the NOTIFYs of one subscription, one of each channel: the difference between what the upper was
 * told last and how the channel is now. A slow upper so misses states in between, never the last one, and what waits is
 * bounded by what it sees. Several NOTIFYs may be on their way, never two that tell of one channel: they may overtake each
 * other. Control loop only.
 */
final class WaitingChanges {

    /** Changes that one NOTIFY tells, which has no answer yet. */
    static final class Batch {
        private final List<WaitingChange> changes;

        private Batch(List<WaitingChange> changes) {
            this.changes = changes;
        }

        int size() {
            return changes.size();
        }
    }

    private final LinkedHashMap<DeviceId, WaitingChange> waiting = new LinkedHashMap<>();
    private final SequencedSet<Batch> sent = new LinkedHashSet<>();

    /** Those of the batches. */
    private final Map<DeviceId, WaitingChange> onTheirWay = new HashMap<>();

    /** What came of the same channels since. */
    private final Map<DeviceId, WaitingChange> behind = new HashMap<>();

    /** Adds what changed, in order. */
    void add(List<SharedChange> changes) {
        changes.forEach(change -> add(new WaitingChange(change, change.event() != CatalogEvent.ADD)));
    }

    /** Adds how things are at the beginning of a subscription; what is new to it the upper may have from a query. */
    void addInitial(List<SharedChange> changes) {
        changes.forEach(change -> add(new WaitingChange(change, true)));
    }

    private void add(WaitingChange later) {
        addTo(onTheirWay.containsKey(later.id()) ? behind : waiting, later);
    }

    private static void addTo(Map<DeviceId, WaitingChange> changes, WaitingChange later) {
        WaitingChange earlier = changes.get(later.id());
        put(changes, earlier, earlier == null ? later : earlier.then(later.change()), later.id());
    }

    private static void put(
            Map<DeviceId, WaitingChange> changes,
            @Nullable WaitingChange earlier,
            @Nullable WaitingChange both,
            DeviceId id) {
        // a new channel stays where it is, before those that hang below it
        if (earlier != null
                && (both == null || both.change().event() != earlier.change().event())) {
            changes.remove(id);
        }
        if (both != null) {
            changes.put(id, both);
        }
    }

    /** The upper is answered a query, and may have all of these from there: their deletions have to be told from now on. */
    void mayBeKnown() {
        waiting.replaceAll((id, change) -> change.mayBeKnown());
        behind.replaceAll((id, change) -> change.mayBeKnown());
    }

    /** Whether nothing may be told now; changes of channels that are being told do not count. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How many wait, with those on their way. */
    int size() {
        return waiting.size() + onTheirWay.size() + behind.size();
    }

    /** What may be told now, the first first. */
    Stream<SharedChange> ready() {
        return waiting.values().stream().map(WaitingChange::change);
    }

    /** The first ones are in a NOTIFY, which waits for its answer. */
    Batch send(int count) {
        var batch = new Batch(new ArrayList<>(count));
        for (int i = 0; i < count; i++) {
            WaitingChange change = waiting.pollFirstEntry().getValue();
            batch.changes.add(change);
            onTheirWay.put(change.id(), change);
        }
        sent.add(batch);
        return batch;
    }

    /** The NOTIFY was taken. */
    void taken(Batch batch) {
        sent.remove(batch);
        for (WaitingChange told : batch.changes) {
            onTheirWay.remove(told.id());
            WaitingChange later = behind.remove(told.id());
            if (later != null) {
                waiting.put(later.id(), later);
            }
        }
    }

    /**
     * The NOTIFY was not taken: what it said waits again, before what is newer.
     *
     * @return how often the one of its changes was told in vain that was told most often
     */
    int refused(Batch batch) {
        int attempts = 0;
        sent.remove(batch);
        for (WaitingChange told : batch.changes.reversed()) {
            onTheirWay.remove(told.id());
            WaitingChange later = behind.remove(told.id());
            WaitingChange again = told.notTaken();
            attempts = Math.max(attempts, again.attempts());
            WaitingChange both = later == null ? again : again.then(later.change());
            if (both != null) {
                waiting.putFirst(both.id(), both);
            }
        }
        return attempts;
    }

    /** The answers to what is on its way are not waited for. */
    void recall() {
        List.copyOf(sent).reversed().forEach(this::refused);
    }

    void clear() {
        waiting.clear();
        sent.clear();
        onTheirWay.clear();
        behind.clear();
    }
}
