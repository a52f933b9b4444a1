package cascade.gateway.catalog.collect;

import cascade.gateway.dispatch.EventPackage;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.EventHeader;
import java.util.Optional;
import java.util.function.Function;

/**
 * Event package Catalog in NOTIFYs of lowers. Some send it in a dialog of their own, under another Event or none: what no
 * body contradicts is taken for it. Control loop only.
 */
public record CatalogNotifyPackage(Function<LowerDomain, CollectedCatalog> catalogs)
        implements EventPackage<LowerDomain> {

    @Override
    public String name() {
        return EventHeader.CATALOG;
    }

    @Override
    public boolean owns(ServerTransaction transaction, LowerDomain sender) {
        return catalogs.apply(sender).owns(transaction);
    }

    @Override
    public boolean isMeantBy(Optional<EventHeader> event, Optional<ManscdpMessage> body) {
        boolean named =
                event.map(header -> header.isCatalog() || header.isPresence()).orElse(body.isEmpty());
        return named || body.flatMap(CollectedCatalog::changes).isPresent();
    }

    @Override
    public void onRequest(ServerTransaction transaction, LowerDomain sender, Optional<ManscdpMessage> body) {
        catalogs.apply(sender).onNotify(transaction, body);
    }
}
