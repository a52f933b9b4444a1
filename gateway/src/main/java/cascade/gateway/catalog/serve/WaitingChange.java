package cascade.gateway.catalog.serve;

import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import org.jspecify.annotations.Nullable;

/**
 * Change of a channel that an upper has still to be told. Immutable, any thread.
 *
 * @param known whether the upper may have the channel, so that a deletion has to be told
 * @param attempts NOTIFYs that told it and were not taken
 */
record WaitingChange(SharedChange change, boolean known, int attempts) {

    WaitingChange(SharedChange change, boolean known) {
        this(change, known, 0);
    }

    DeviceId id() {
        return change.item().deviceId();
    }

    /** The same where the upper may have the channel from the answer to a query. */
    WaitingChange mayBeKnown() {
        return new WaitingChange(change, true, attempts);
    }

    /** The same after a NOTIFY that was not taken; it may have been read all the same. */
    WaitingChange notTaken() {
        return new WaitingChange(change, true, attempts + 1);
    }

    /** Both in one; null when the upper need not hear of either. */
    @Nullable
    WaitingChange then(SharedChange later) {
        return switch (later.event()) {
            case DEL -> known ? new WaitingChange(later, true, attempts) : null;
            case ADD -> change.event() == CatalogEvent.DEL ? as(CatalogEvent.UPDATE, later) : as(later.event(), later);
            case UPDATE -> as(change.event() == CatalogEvent.ADD ? CatalogEvent.ADD : CatalogEvent.UPDATE, later);
            // the item of a later state has it in its Status; that tells no video lost from off
            case ON, OFF, VLOST, DEFECT -> as(isWhole() ? change.event() : later.event(), later);
        };
    }

    private boolean isWhole() {
        return change.event() == CatalogEvent.ADD || change.event() == CatalogEvent.UPDATE;
    }

    private WaitingChange as(CatalogEvent event, SharedChange later) {
        return new WaitingChange(new SharedChange(event, later.item()), known, attempts);
    }
}
