package cascade.gateway.assembly.reload;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.NetworkConfig;
import cascade.gateway.assembly.ListeningPoints;
import cascade.gateway.assembly.MediaSettingsMapping;
import cascade.gateway.assembly.OrphanReports;
import cascade.gateway.assembly.SipSettingsMapping;
import cascade.gateway.assembly.metering.GatewayMeters;
import cascade.gateway.domain.Domains;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.trace.TraceRing;
import io.vertx.core.Future;

/**
 * Features of the running gateway as a reload reaches them. Features that keep something of a domain follow {@link
 * Domains} by themselves; those that read settings when they use them need not be told. Control loop only.
 */
public final class RunningParts implements ReloadTarget {

    private final LiveConfig live;
    private final MediaPlane media;
    private final GatewayMeters meters;
    private final SipEndpoint sip;
    private final ListeningPoints points;
    private final Domains domains;
    private final OrphanReports orphans;
    private final TraceRing traces;

    public RunningParts(
            LiveConfig live,
            MediaPlane media,
            GatewayMeters meters,
            SipEndpoint sip,
            ListeningPoints points,
            Domains domains,
            OrphanReports orphans,
            TraceRing traces) {
        this.live = live;
        this.meters = meters;
        this.media = media;
        this.sip = sip;
        this.points = points;
        this.domains = domains;
        this.orphans = orphans;
        this.traces = traces;
    }

    @Override
    public Future<Void> addNetwork(NetworkConfig network) {
        return media.addNetwork(MediaSettingsMapping.network(network))
                .compose(bound -> points.open(network)
                        .<Void>mapEmpty()
                        .onSuccess(listening -> meters.addNetwork(network.name()))
                        .recover(cause ->
                                media.removeNetwork(network.name()).transform(gone -> Future.failedFuture(cause))));
    }

    @Override
    public void removeNetwork(NetworkConfig network) {
        points.close(network.name());
        media.removeNetwork(network.name());
    }

    @Override
    public void onSettings(GatewayConfig before, GatewayConfig after) {
        sip.reconfigure(SipSettingsMapping.settings(after));
        domains.reconfigure(after.sip());
        media.captureRtcp(MediaSettingsMapping.rtcpRate(after));
        orphans.every(after.call().reaperInterval());
    }

    /** Its meters first: every domain has its series before anything is counted. */
    @Override
    public void addDomain(DomainConfig domain) {
        meters.addDomain(domain);
        domains.add(domain);
    }

    /** Its series and its media counters go with the last of its messages, unless another domain has its name by then. */
    @Override
    public Future<Void> removeDomain(DomainConfig domain) {
        return domains.remove(domain.name(), live.get().call().stopTimeout()).onComplete(left -> {
            if (domains.domain(domain.name()).isEmpty()) {
                meters.removeDomain(domain.name());
                media.forgetOwner(domain.name());
                traces.forget(domain.name());
            }
        });
    }

    @Override
    public void changeDomain(DomainConfig before, DomainConfig after) {
        domains.reconfigure(after);
    }
}
