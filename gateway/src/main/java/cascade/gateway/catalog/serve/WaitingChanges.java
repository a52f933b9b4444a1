package cascade.gateway.catalog.serve;

import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes that wait for the NOTIFYs of one subscription, one of each channel: the difference between what the upper was
 * told last and how the channel is now. A slow upper so misses states in between, never the last one, and what waits is
 * bounded by what it sees. Control loop only.
 */
final class WaitingChanges {

    /** @param known whether the upper may have the channel, so that a deletion has to be told */
    private record Waiting(SharedChange change, boolean known) {

        DeviceId id() {
            return change.item().deviceId();
        }

        /** Both in one; null when the upper need not hear of either. */
        @Nullable
        Waiting then(SharedChange later) {
            return switch (later.event()) {
                case DEL -> known ? new Waiting(later, true) : null;
                case ADD ->
                    change.event() == CatalogEvent.DEL ? as(CatalogEvent.UPDATE, later) : as(later.event(), later);
                case UPDATE -> as(change.event() == CatalogEvent.ADD ? CatalogEvent.ADD : CatalogEvent.UPDATE, later);
                // the item of a later state has it in its Status; that tells no video lost from off
                case ON, OFF, VLOST, DEFECT -> as(isWhole() ? change.event() : later.event(), later);
            };
        }

        private boolean isWhole() {
            return change.event() == CatalogEvent.ADD || change.event() == CatalogEvent.UPDATE;
        }

        private Waiting as(CatalogEvent event, SharedChange later) {
            return new Waiting(new SharedChange(event, later.item()), known);
        }
    }

    private final Map<DeviceId, Waiting> waiting = new LinkedHashMap<>();

    /** In the NOTIFY that has no answer yet. */
    private final List<Waiting> sent = new ArrayList<>();

    /** Adds what changed, in order. */
    void add(List<SharedChange> changes) {
        changes.forEach(change -> add(new Waiting(change, change.event() != CatalogEvent.ADD)));
    }

    /** Adds how things are at the beginning of a subscription; what is new to it the upper may have from a query. */
    void addInitial(List<SharedChange> changes) {
        changes.forEach(change -> add(new Waiting(change, true)));
    }

    private void add(Waiting later) {
        DeviceId id = later.id();
        Waiting earlier = waiting.get(id);
        if (earlier == null) {
            waiting.put(id, later);
            return;
        }
        Waiting both = earlier.then(later.change());
        // a new channel stays where it is, before those that hang below it
        if (both == null || both.change().event() != earlier.change().event()) {
            waiting.remove(id);
        }
        if (both != null) {
            waiting.put(id, both);
        }
    }

    /** The upper is answered a query, and may have all of these from there: their deletions have to be told from now on. */
    void mayBeKnown() {
        waiting.replaceAll((id, change) -> new Waiting(change.change(), true));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How many wait, with those on their way. */
    int size() {
        return waiting.size() + sent.size();
    }

    /** The first ones, at most so many. */
    List<SharedChange> first(int count) {
        return waiting.values().stream().limit(count).map(Waiting::change).toList();
    }

    /** The first ones are in a NOTIFY, which waits for its answer. */
    void sent(int count) {
        List<Waiting> gone = waiting.values().stream().limit(count).toList();
        gone.forEach(change -> waiting.remove(change.id()));
        sent.addAll(gone);
    }

    /** What was sent was taken. */
    int taken() {
        int count = sent.size();
        sent.clear();
        return count;
    }

    /** What was sent was refused: it waits again, before what is newer. */
    void refused() {
        List<Waiting> newer = List.copyOf(waiting.values());
        waiting.clear();
        // a refusal may come from a peer that read the NOTIFY all the same
        sent.forEach(change -> waiting.put(change.id(), new Waiting(change.change(), true)));
        sent.clear();
        newer.forEach(this::add);
    }

    void clear() {
        waiting.clear();
        sent.clear();
    }
}
