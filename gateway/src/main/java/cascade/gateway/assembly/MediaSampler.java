package cascade.gateway.assembly;

import cascade.config.GatewayConfig;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaTotals;
import cascade.gateway.media.OwnerTotals;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerReport;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.time.Timers;
import cascade.monitoring.MediaMeters;
import cascade.monitoring.PortState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Periodic sample of the media plane's counters for the meters, since the packet path knows none. Taken on the control
 * loop, read by whoever scrapes.
 */
public final class MediaSampler {

    private static final Logger LOG = LoggerFactory.getLogger(MediaSampler.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final MediaPlane plane;
    private final MediaMeters meters;
    private final Runnable cancel;
    /** So that each report counts once. */
    private Instant sampledAt = Instant.now();

    private final SentBandwidth sent = new SentBandwidth(System.nanoTime());

    private final Map<String, DomainMediaSeries> series = new HashMap<>();
    private volatile Map<String, OwnerTotals> byOwner = Map.of();
    private volatile List<PortUsage> ports = List.of();

    public MediaSampler(Timers timers, MediaPlane plane, MediaMeters meters, GatewayConfig config) {
        this.plane = plane;
        this.meters = meters;
        config.domains().forEach(domain -> addDomain(domain.name()));
        if (config.networks().values().stream()
                .anyMatch(network -> network.media().singlePort())) {
            seriesOf(MediaTotals.UNKNOWN).beginUnowned();
        }
        config.networks().keySet().forEach(this::addNetwork);
        this.cancel = timers.every(PERIOD, this::sample);
        sample();
    }

    /** Makes the series of a domain exist; they go with its other meters. */
    public void addDomain(String domain) {
        seriesOf(domain).begin();
    }

    private DomainMediaSeries seriesOf(String domain) {
        var made = new DomainMediaSeries(meters, domain, () -> Optional.ofNullable(byOwner.get(domain)));
        series.put(domain, made);
        return made;
    }

    /** Makes the series of a network's ports exist. */
    public void addNetwork(String network) {
        meters.watchPorts(network, PortState.USED, () -> ports(network, PortUsage::used));
        meters.watchPorts(network, PortState.QUARANTINED, () -> ports(network, PortUsage::quarantined));
        meters.watchPorts(network, PortState.FREE, () -> ports(network, PortUsage::free));
    }

    private long ports(String network, ToLongFunction<PortUsage> figure) {
        return ports.stream()
                .filter(usage -> usage.network().equals(network))
                .mapToLong(figure)
                .findFirst()
                .orElse(0);
    }

    private void sample() {
        plane.totals().onSuccess(this::noteTotals).onFailure(MediaSampler::notSampled);
        plane.portUsage().onSuccess(usage -> ports = usage).onFailure(MediaSampler::notSampled);
        plane.streams().onSuccess(this::noteLegs).onFailure(MediaSampler::notSampled);
    }

    private void noteTotals(MediaTotals totals) {
        byOwner = totals.byOwner();
        byOwner.forEach((owner, sample) -> {
            DomainMediaSeries known = series.get(owner);
            if (known != null) {
                known.onSample(sample);
            }
        });
        long bytes =
                byOwner.values().stream().mapToLong(OwnerTotals::rtpBytesOut).sum();
        sent.sample(bytes, System.nanoTime());
    }

    /** Bandwidth that leaves towards viewers, in bits per second, between the last two samples. Control loop only. */
    public long sentBps() {
        return sent.bps();
    }

    /** Ports of each network as they were last sampled. */
    public List<PortUsage> ports() {
        return ports;
    }

    private void noteLegs(List<StreamStats> streams) {
        Instant before = sampledAt;
        sampledAt = Instant.now();
        for (StreamStats stream : streams) {
            if (stream.source().packets() > 0) {
                meters.jitter(stream.source().owner(), stream.source().jitter());
            }
            for (ViewerStats viewer : stream.viewers()) {
                viewer.report()
                        .filter(report -> report.at().isAfter(before))
                        .flatMap(ViewerReport::roundTrip)
                        .ifPresent(roundTrip -> meters.roundTrip(viewer.owner(), roundTrip));
            }
        }
    }

    private static void notSampled(Throwable cause) {
        LOG.atWarn().addKeyValue("cause", cause.getMessage()).log("media counters not sampled");
    }

    /** Stops sampling; what was sampled stays readable. */
    public void close() {
        cancel.run();
    }
}
