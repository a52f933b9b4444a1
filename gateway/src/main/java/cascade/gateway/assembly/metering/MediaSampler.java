package cascade.gateway.assembly.metering;

import cascade.config.DomainConfig;
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
import cascade.monitoring.Meters;
import cascade.monitoring.PortState;
import cascade.monitoring.SocketKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Periodic sample of the media plane's counters for the meters, since the packet path knows none. Taken on the control
 * loop, read by whoever scrapes.
 */
final class MediaSampler {

    private static final Logger LOG = LoggerFactory.getLogger(MediaSampler.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final MediaPlane plane;
    private final MediaMeters meters;
    private final LoopMeters loops;
    private final Supplier<GatewayConfig> live;
    private final Runnable cancel;
    /** So that each report counts once. */
    private Instant sampledAt = Instant.now();

    private final SentBandwidth sent = new SentBandwidth(System.nanoTime());

    private final Map<String, DomainMediaSeries> series = new HashMap<>();
    private volatile Map<String, OwnerTotals> byOwner = Map.of();
    private volatile Map<String, Long> kernelDrops = Map.of();
    private volatile List<PortUsage> ports = List.of();

    /** @param live the configuration in force */
    MediaSampler(Timers timers, MediaPlane plane, Meters all, Supplier<GatewayConfig> live) {
        this.plane = plane;
        this.meters = all.media();
        this.loops = new LoopMeters(all);
        this.live = live;
        GatewayConfig config = live.get();
        if (config.networks().values().stream()
                .anyMatch(network -> network.media().singlePort())) {
            seriesOf(MediaTotals.UNKNOWN).beginUnowned();
        }
        config.networks().keySet().forEach(this::addNetwork);
        this.cancel = timers.every(PERIOD, this::sample);
        sample();
    }

    /** Makes the series of a domain exist; they go with its other meters. */
    void addDomain(DomainConfig domain) {
        seriesOf(domain.name()).begin(Roles.of(domain));
    }

    void removeDomain(String domain) {
        series.remove(domain);
    }

    private DomainMediaSeries seriesOf(String domain) {
        var made = new DomainMediaSeries(meters, domain, () -> Optional.ofNullable(byOwner.get(domain)));
        series.put(domain, made);
        return made;
    }

    /** Makes the series of a network's ports exist. */
    void addNetwork(String network) {
        meters.watchPorts(network, PortState.USED, () -> ports(network, PortUsage::used));
        meters.watchPorts(network, PortState.QUARANTINED, () -> ports(network, PortUsage::quarantined));
        meters.watchPorts(network, PortState.FREE, () -> ports(network, PortUsage::free));
        meters.watchSocketDrops(network, SocketKind.MEDIA, () -> kernelDrops.getOrDefault(network, 0L));
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
        kernelDrops = totals.kernelDrops();
        loops.onSample(totals);
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

    /** Bandwidth that leaves towards viewers, in bits per second, between the last two samples. Any thread. */
    long sentBps() {
        return sent.bps();
    }

    /** Ports of each network as they were last sampled. */
    List<PortUsage> ports() {
        return ports;
    }

    private void noteLegs(List<StreamStats> streams) {
        Instant before = sampledAt;
        sampledAt = Instant.now();
        noteTrouble(LegTrouble.of(streams, live.get().media().silentAfter()));
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

    private void noteTrouble(Map<String, LegTrouble> byDomain) {
        series.forEach((domain, known) -> known.onSample(byDomain.getOrDefault(domain, LegTrouble.NONE)));
    }

    private static void notSampled(Throwable cause) {
        LOG.atWarn().addKeyValue("cause", cause.getMessage()).log("media counters not sampled");
    }

    /** Stops sampling; what was sampled stays readable. */
    void close() {
        cancel.run();
    }
}
