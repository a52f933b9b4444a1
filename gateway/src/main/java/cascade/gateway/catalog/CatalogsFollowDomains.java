package cascade.gateway.catalog;

import cascade.gateway.catalog.collect.CollectedCatalog;
import cascade.gateway.catalog.serve.ServedCatalog;
import cascade.gateway.domain.DomainListener;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.status.OfflineReason;
import java.util.Optional;
import java.util.function.Function;

/**
 * Listeners by which catalogs follow their domains online and offline. A domain that is removed while it is online says
 * afterwards that it is offline, when its catalog is found no more. Control loop only.
 */
final class CatalogsFollowDomains {

    private CatalogsFollowDomains() {}

    static DomainListener<LowerDomain> ofLowers(Function<LowerDomain, Optional<CollectedCatalog>> catalogs) {
        return new DomainListener<>() {
            @Override
            public void onOnline(LowerDomain lower) {
                catalogs.apply(lower).ifPresent(CollectedCatalog::onOnline);
            }

            @Override
            public void onRegisteredAnew(LowerDomain lower) {
                catalogs.apply(lower).ifPresent(CollectedCatalog::onRegisteredAnew);
            }

            @Override
            public void onOffline(LowerDomain lower, OfflineReason reason) {
                catalogs.apply(lower).ifPresent(catalog -> catalog.onOffline(reason));
            }
        };
    }

    static DomainListener<UpperDomain> ofUppers(Function<UpperDomain, Optional<ServedCatalog>> catalogs) {
        return new DomainListener<>() {
            @Override
            public void onOnline(UpperDomain upper) {
                catalogs.apply(upper).ifPresent(ServedCatalog::onOnline);
            }

            @Override
            public void onOffline(UpperDomain upper, OfflineReason reason) {
                catalogs.apply(upper).ifPresent(catalog -> catalog.onOffline(reason));
            }
        };
    }
}
