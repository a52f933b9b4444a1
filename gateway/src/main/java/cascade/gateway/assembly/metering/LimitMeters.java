package cascade.gateway.assembly.metering;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.monitoring.CallMeters;
import cascade.monitoring.LimitKind;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Meters of the limits on calls, as they are configured at the moment of a scrape. */
final class LimitMeters {

    /** The label of what holds for all domains together. */
    private static final String GATEWAY = "";

    private final CallMeters meters;
    private final Supplier<GatewayConfig> live;

    LimitMeters(CallMeters meters, Supplier<GatewayConfig> live) {
        this.meters = meters;
        this.live = live;
    }

    /** @param sentBps bandwidth that leaves towards viewers, in bits per second, as last measured; from any thread */
    void begin(LongSupplier sentBps) {
        meters.watchLimit(GATEWAY, LimitKind.STREAMS, () -> live.get().limits().maxStreams(), meters::allStreams);
        meters.watchLimit(GATEWAY, LimitKind.VIEWERS, () -> live.get().limits().maxViewers(), meters::allViewers);
        meters.watchLimit(
                GATEWAY, LimitKind.BANDWIDTH, () -> live.get().limits().maxBandwidthBps(), sentBps);
    }

    /** Makes the series of a domain exist; they go with its other meters. */
    void addDomain(DomainConfig domain) {
        String name = domain.name();
        switch (domain.role()) {
            case UPPER ->
                meters.watchLimit(
                        name,
                        LimitKind.VIEWERS,
                        () -> Optional.ofNullable(live.get().uppers().get(name))
                                .map(upper -> upper.maxViewers())
                                .orElse(0),
                        () -> meters.viewers(name));
            case LOWER ->
                meters.watchLimit(
                        name,
                        LimitKind.STREAMS,
                        () -> Optional.ofNullable(live.get().lowers().get(name))
                                .map(lower -> lower.maxStreams())
                                .orElse(0),
                        () -> meters.streams(name));
        }
    }
}
