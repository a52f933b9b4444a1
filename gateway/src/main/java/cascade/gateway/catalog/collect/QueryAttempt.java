package cascade.gateway.catalog.collect;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogCollector;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Attempt at a catalog query: one MESSAGE and the parts that answer it. Control loop only.
 *
 * @param first the attempt before this one, which a slow lower may answer still
 */
record QueryAttempt(CatalogCollector collector, long sn, Optional<QueryAttempt> first) {

    Set<Long> sns() {
        return first.map(earlier -> Set.of(sn, earlier.sn())).orElse(Set.of(sn));
    }

    /** The part as one of this attempt: both ask the same. */
    CatalogResponse own(CatalogResponse part) {
        return new CatalogResponse(sn, part.deviceId(), part.sumNum(), part.items(), part.extra());
    }

    /** Whether anything came, also to the attempt before. */
    boolean isAnswered() {
        return collector.expected() > 0
                || first.filter(QueryAttempt::isAnswered).isPresent();
    }

    Set<DeviceId> ids() {
        var ids = new HashSet<DeviceId>();
        collector.items().forEach(item -> ids.add(item.deviceId()));
        return ids;
    }
}
