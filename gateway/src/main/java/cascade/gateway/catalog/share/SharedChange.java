package cascade.gateway.catalog.share;

import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;

/**
 * Catalog change (ADD, DEL, UPDATE, ON, OFF ...) as an upper is told of it (GB/T 28181-2016 9.11.4). Immutable, any
 * thread.
 *
 * @param event what happened
 * @param item as the upper sees it now; for DEL as it saw it last
 */
public record SharedChange(CatalogEvent event, CatalogItem item) {

    /** The item of a NOTIFY: all fields where the upper needs them, else the id (GB/T 28181-2016 annex P). */
    public CatalogItem toNotified() {
        return switch (event) {
            case ADD, UPDATE -> item.toBuilder().event(event).build();
            case ON, OFF, VLOST, DEFECT, DEL -> CatalogItem.of(item.deviceId(), event);
        };
    }
}
