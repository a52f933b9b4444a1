package cascade.gateway.catalog.serve;

import cascade.gateway.dispatch.EventPackage;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.EventHeader;
import java.util.Optional;
import java.util.function.Function;

/**
 * Event package Catalog in SUBSCRIBEs of uppers. The 2016 edition's samples name it presence; the body tells. Control loop
 * only.
 */
public record CatalogSubscribePackage(Function<UpperDomain, ServedCatalog> catalogs)
        implements EventPackage<UpperDomain> {

    @Override
    public String name() {
        return EventHeader.CATALOG;
    }

    @Override
    public boolean owns(ServerTransaction transaction, UpperDomain sender) {
        return catalogs.apply(sender).owns(transaction);
    }

    @Override
    public boolean isMeantBy(Optional<EventHeader> event, Optional<ManscdpMessage> body) {
        boolean catalogBody = body.filter(CatalogQuery.class::isInstance).isPresent();
        return event.map(header ->
                        header.isCatalog() ? body.isEmpty() || catalogBody : header.isPresence() && catalogBody)
                .orElse(catalogBody);
    }

    @Override
    public void onRequest(ServerTransaction transaction, UpperDomain sender, Optional<ManscdpMessage> body) {
        catalogs.apply(sender).onSubscribe(transaction, body);
    }
}
