package cascade.gateway;

import cascade.config.Permission;
import cascade.gateway.call.Channel;
import cascade.gateway.call.ChannelFinder;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.share.Resolution;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import java.util.Optional;

/** Tells calls where a channel is, out of the catalogs. Control loop only. */
record SharedChannels(Catalogs catalogs, Domains domains) implements ChannelFinder {

    @Override
    public Optional<Channel> find(UpperDomain upper, String exportedId) {
        // whether the upper may play it depends on its offer, which calls look at
        return DeviceId.tryParse(exportedId)
                .flatMap(id -> switch (catalogs.resolve(upper, id, Permission.LIVE)) {
                    case Resolution.Found found -> Optional.of(found.node().ref());
                    case Resolution.NotPermitted notPermitted -> Optional.empty();
                    case Resolution.Unknown unknown -> Optional.empty();
                })
                .flatMap(this::channel);
    }

    private Optional<Channel> channel(ChannelRef ref) {
        return domains.lower(ref.lower())
                .map(lower -> new Channel(lower, ref.originalId().value()));
    }
}
