package cascade.gateway.domain;

import cascade.config.GatewayConfig;
import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.peer.SipSide;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.time.Timers;
import cascade.monitoring.Meters;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Domains of a configuration without registrar and sockets: time, chance and the wire below them are the test's. */
public final class StagedDomains {

    private final Map<String, UpperDomain> uppers = new LinkedHashMap<>();
    private final Map<String, LowerDomain> lowers = new LinkedHashMap<>();
    private final Listeners<UpperDomain> upperListeners = new Listeners<>();
    private final Listeners<LowerDomain> lowerListeners = new Listeners<>();

    /** @param wire carries all requests, REGISTER too */
    public StagedDomains(
            GatewayConfig config,
            Meters meters,
            Timers timers,
            InstantSource clock,
            LongSupplier nanoTime,
            RandomGenerator random,
            SipSide wire) {
        var context = new DomainContext(
                timers,
                clock,
                nanoTime,
                random,
                (host, family) ->
                        Future.succeededFuture(new InetSocketAddress(InetAddress.ofLiteral(host.host()), host.port())),
                meters.domains(),
                SipObserver.NONE);
        var sources = new SourceIndex<Domain>();
        Duration timeout = config.sip().requestTimeout();
        config.uppers()
                .forEach((name, upper) -> uppers.put(
                        name,
                        new UpperDomain(
                                upper, wire, () -> timeout, context, sources, FailingDevices.NONE, upperListeners)));
        config.lowers()
                .forEach((name, lower) -> lowers.put(
                        name,
                        new LowerDomain(lower, wire, context, sources, DomainConfigs.ownRequests(), lowerListeners)));
    }

    public void listen(DomainListener<UpperDomain> toUppers, DomainListener<LowerDomain> toLowers) {
        upperListeners.add(toUppers);
        lowerListeners.add(toLowers);
    }

    /** Begins to register with the uppers. */
    public void start() {
        lowers.values().forEach(LowerDomain::start);
        uppers.values().forEach(UpperDomain::start);
    }

    public Collection<UpperDomain> uppers() {
        return uppers.values();
    }

    public Collection<LowerDomain> lowers() {
        return lowers.values();
    }

    public UpperDomain upper(String name) {
        return Objects.requireNonNull(uppers.get(name));
    }

    public LowerDomain lower(String name) {
        return Objects.requireNonNull(lowers.get(name));
    }

    /** The lower's REGISTER is accepted. */
    public void register(String lower, SipPeer from, String callId, Duration lifetime) {
        lower(lower).bind(from, callId, lifetime);
    }

    /** The lower's REGISTER with Expires 0 is accepted. */
    public void unregister(String lower) {
        lower(lower).unbind();
    }

    /** @return false where the lower has to register first */
    public boolean keepalive(String lower, SipPeer from) {
        return lower(lower).onKeepalive(from);
    }
}
