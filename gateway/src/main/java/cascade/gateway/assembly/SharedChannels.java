package cascade.gateway.assembly;

import cascade.gateway.call.Channel;
import cascade.gateway.call.ChannelFinder;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import java.time.Duration;
import java.util.Optional;

/** Channel look-up of calls in the catalog that is shared with the upper. Control loop only. */
public record SharedChannels(Catalogs catalogs, Domains domains) implements ChannelFinder {

    /** Whether the upper may play it depends on its offer, which calls look at. */
    @Override
    public Optional<Channel> find(UpperDomain upper, String exportedId) {
        return DeviceId.tryParse(exportedId)
                .flatMap(id -> catalogs.view(upper.name()).find(id))
                .flatMap(node -> channel(node.ref()));
    }

    @Override
    public Optional<Duration> settling(UpperDomain upper, String exportedId) {
        return DeviceId.tryParse(exportedId).flatMap(id -> catalogs.settling(upper, id));
    }

    private Optional<Channel> channel(ChannelRef ref) {
        return domains.lower(ref.lower())
                .map(lower -> new Channel(lower, ref.originalId().value()));
    }
}
