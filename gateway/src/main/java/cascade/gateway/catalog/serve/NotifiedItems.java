package cascade.gateway.catalog.serve;

import cascade.config.Edition;
import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;

/**
 * Items of the NOTIFYs to an upper of an edition: to one of 2011, whose catalogs know ON and OFF alone, a channel without
 * video or with a fault is off. GB/T 28181-2016 annex P, GB/T 28181-2022 annex N. Immutable, any thread.
 */
record NotifiedItems(Edition edition) {

    CatalogItem of(SharedChange change) {
        boolean finer = change.event() == CatalogEvent.VLOST || change.event() == CatalogEvent.DEFECT;
        return finer && edition == Edition.GB2011
                ? new SharedChange(CatalogEvent.OFF, change.item()).toNotified()
                : change.toNotified();
    }
}
