package cascade.gateway.assembly;

import cascade.config.GatewayConfig;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.manners.Manners;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Watch over what running legs carry, for the manners of their peers: now and then each leg that has not been looked at is,
 * from what the media plane counts anyway. A call that ends between two looks goes unseen. Control loop only.
 */
public final class MannersWatch {

    /** RTCP comes every five seconds (RFC 3550 section 6.2); two of them are waited for before it is missed. */
    private static final Duration RTCP_PATIENCE = Duration.ofSeconds(10);

    private final Supplier<GatewayConfig> live;
    private final Manners manners;
    private final Supplier<Future<List<CallSnapshot>>> calls;
    private final InstantSource clock;
    private final Timer next;
    private final Set<String> seenStreams = new HashSet<>();
    private final Set<String> seenRtcp = new HashSet<>();
    private boolean closed;

    /**
     * @param live settings in force
     * @param calls running streams
     */
    public MannersWatch(
            Timers timers,
            Supplier<GatewayConfig> live,
            Manners manners,
            Supplier<Future<List<CallSnapshot>>> calls,
            InstantSource clock) {
        this.live = live;
        this.manners = manners;
        this.calls = calls;
        this.clock = clock;
        this.next = new Timer(timers);
    }

    /** From now on, or anew with other settings; forgets peers that are configured no more. */
    public void restart() {
        Set<String> domains = new HashSet<>();
        live.get().domains().forEach(domain -> domains.add(domain.name()));
        manners.keep(domains);
        next.start(live.get().manners().mediaInterval(), this::look);
    }

    private void look() {
        calls.get().onComplete(running -> {
            if (running.succeeded()) {
                look(running.result());
            }
            if (!closed && !next.isRunning()) {
                next.start(live.get().manners().mediaInterval(), this::look);
            }
        });
    }

    /** Only legs that run are remembered. */
    private void look(List<CallSnapshot> running) {
        Set<String> legs = new HashSet<>();
        for (CallSnapshot call : running) {
            legs.add(call.id());
            call.viewers().forEach(viewer -> legs.add(viewer.id()));
            call.stats().ifPresent(stats -> look(call, stats));
        }
        seenStreams.retainAll(legs);
        seenRtcp.retainAll(legs);
    }

    private void look(CallSnapshot call, StreamStats stats) {
        SourceStats source = stats.source();
        if (source.owner().equals(call.lower()) && source.packets() > 0) {
            if (seenStreams.add(call.id())) {
                manners.look(call.lower(), source, call.callId(), call.offeredSsrc());
            }
            if (isPatient(call.started()) && seenRtcp.add(call.id())) {
                manners.lookAtRtcp(call.lower(), source);
            }
        }
        for (ViewerSnapshot viewer : call.viewers()) {
            stats.viewers().stream()
                    .filter(leg -> viewer.legId().filter(id -> id == leg.id()).isPresent())
                    .filter(leg -> leg.started() && leg.packets() > 0 && isPatient(viewer.started()))
                    .findFirst()
                    .ifPresent(leg -> look(viewer, leg));
        }
    }

    private void look(ViewerSnapshot viewer, ViewerStats leg) {
        if (leg.owner().equals(viewer.upper()) && seenRtcp.add(viewer.id())) {
            manners.lookAtRtcp(viewer.upper(), leg);
        }
    }

    private boolean isPatient(Instant started) {
        return started.plus(RTCP_PATIENCE).isBefore(clock.instant());
    }

    /** Looks no more; what was seen stays. */
    public void close() {
        closed = true;
        next.stop();
    }
}
