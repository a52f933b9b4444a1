package cascade.gateway.assembly;

import cascade.gateway.call.route.Channel;
import cascade.gateway.call.route.ChannelFinder;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.share.ShareView;
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

    /** Where several lowers have a channel of one id, calls go to the first; a path may name another. */
    @Override
    public Optional<Channel> findAt(UpperDomain upper, String exportedId, String platformId) {
        ShareView view = catalogs.view(upper.name());
        return DeviceId.tryParse(exportedId).stream()
                .flatMap(id -> view.candidates(id).stream())
                .filter(ref -> isOf(ref, platformId))
                .filter(view::isReachable)
                .flatMap(ref -> channel(ref).stream())
                .findFirst();
    }

    private boolean isOf(ChannelRef ref, String platformId) {
        return domains.lower(ref.lower())
                .filter(lower -> lower.config().deviceId().equals(platformId))
                .isPresent();
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
