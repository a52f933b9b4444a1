package cascade.gateway.assembly.view;

import cascade.config.gateway.Limits;
import cascade.gateway.admin.view.CapacityView;
import cascade.gateway.call.CallLoad;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.media.PortUsage;
import java.util.List;

/** Limits and media ports as the API shows them. Control loop only. */
public final class CapacityViews {

    private CapacityViews() {}

    /** @param bps that leave towards viewers */
    public static CapacityView of(Limits limits, Domains domains, CallLoad calls, long bps, List<PortUsage> ports) {
        long streams = 0;
        long viewers = 0;
        for (var domain : domains.all()) {
            switch (domain) {
                case LowerDomain lower -> streams += calls.streamsOf(lower);
                case UpperDomain upper -> viewers += calls.viewersOf(upper);
            }
        }
        return new CapacityView(
                streams,
                limits.maxStreams(),
                viewers,
                limits.maxViewers(),
                bps,
                limits.maxBandwidthBps(),
                ports.stream()
                        .map(usage -> new CapacityView.Ports(
                                usage.network(), usage.used(), usage.quarantined(), usage.free()))
                        .toList());
    }
}
