package cascade.gateway.assembly;

import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.FailingDevices;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Failing devices that are shared with the upper, under the ids that it knows. Control loop only. */
record SharedFailures(Catalogs catalogs, Domains domains) implements FailingDevices {

    @Override
    public List<DeviceId> shownTo(UpperDomain upper, int most) {
        ShareView view = catalogs.view(upper.name());
        return domains.lowers().stream()
                .filter(lower -> !lower.failing().isEmpty() && view.isSharedFrom(lower.name()))
                .flatMap(lower -> shown(lower, view))
                .distinct()
                .limit(most)
                .toList();
    }

    private static Stream<DeviceId> shown(LowerDomain lower, ShareView view) {
        return lower.failing().stream()
                .map(device -> view.exportedId(new ChannelRef(lower.name(), device)))
                .flatMap(Optional::stream);
    }
}
