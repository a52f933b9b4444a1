package cascade.gateway.assembly.metering;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.PortUsage;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.time.Timers;
import cascade.monitoring.Meters;
import io.vertx.core.Context;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sampled meters of one gateway: media, limits and SIP sockets, for its domains and networks as they come and go. Control
 * loop only.
 */
public final class GatewayMeters {

    private final Meters meters;
    private final MediaSampler media;
    private final LimitMeters limits;
    private final SipSocketDrops sockets;

    /**
     * @param live the configuration in force, asked from any thread
     * @param points SIP listening points as bound
     */
    public GatewayMeters(
            Context control,
            Timers timers,
            MediaPlane plane,
            Meters meters,
            Supplier<GatewayConfig> live,
            Supplier<Collection<ListeningPoint>> points) {
        this.meters = meters;
        this.media = new MediaSampler(timers, plane, meters, live);
        this.limits = new LimitMeters(meters.calls(), live);
        this.sockets = new SipSocketDrops(control, timers, points, meters.media());
        limits.begin(media::sentBps);
        live.get().domains().forEach(this::addDomain);
    }

    /** Makes the series of a domain exist: every domain has its series before anything is counted. */
    public void addDomain(DomainConfig domain) {
        meters.addDomain(domain.name(), Roles.of(domain));
        media.addDomain(domain);
        limits.addDomain(domain);
    }

    /** A domain is gone: its series go. */
    public void removeDomain(String domain) {
        media.removeDomain(domain);
        meters.removeDomain(domain);
    }

    /** Makes the series of a network exist. */
    public void addNetwork(String network) {
        media.addNetwork(network);
    }

    /** As {@link MediaSampler#sentBps}. */
    public long sentBps() {
        return media.sentBps();
    }

    /** As {@link MediaSampler#ports()}. */
    public List<PortUsage> ports() {
        return media.ports();
    }

    /** Stops sampling; what was sampled stays readable. */
    public void close() {
        media.close();
        sockets.close();
    }
}
