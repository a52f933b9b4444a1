package cascade.gateway.domain;

import cascade.config.LowerDomainConfig;
import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.peer.DomainLink;
import cascade.gateway.domain.peer.PeerFlows;
import cascade.gateway.domain.peer.PeerHosts;
import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.domain.peer.Probe;
import cascade.gateway.domain.peer.SipSide;
import cascade.gateway.domain.register.LowerState;
import cascade.gateway.domain.register.LowerState.Binding;
import cascade.gateway.domain.register.LowerState.Bound;
import cascade.gateway.domain.register.LowerState.Silent;
import cascade.gateway.domain.register.LowerState.Unbound;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.DomainCounters;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.DomainStatus;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.time.LogBudget;
import cascade.gateway.time.Timer;
import cascade.monitoring.RegistrationResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A lower platform (下级平台): it registers with us, and we watch its lifetime and its keepalives. The {@link Registrar}
 * decides what is accepted; the states are drawn at {@link LowerState}. GB/T 28181-2016 9.1 and 9.6. Control loop only.
 */
public final class LowerDomain implements Domain {

    private static final Logger LOG = LoggerFactory.getLogger(LowerDomain.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
    private static final long NEVER = Long.MAX_VALUE;

    private final DomainContext context;
    private final SourceIndex<Domain> sources;
    private final DomainListener<LowerDomain> listener;
    private final DomainStatus status;
    private final PeerHosts hosts;
    private final PeerFlows flows;
    private final DomainLink link;
    private final Probe probe;
    private final Timer timer;
    private final LogBudget refusals;
    private LowerDomainConfig config;
    private LowerState state = new Unbound();
    private @Nullable SipPeer lastAddress;
    private boolean removed;

    /** Absent before the first sign of life: a peer that never registers need not send keepalives either. */
    private OptionalLong lastHeardNanos = OptionalLong.empty();

    LowerDomain(
            LowerDomainConfig config,
            SipSide sip,
            DomainContext context,
            SourceIndex<Domain> sources,
            DomainListener<LowerDomain> listener) {
        this.config = config;
        this.context = context;
        this.sources = sources;
        this.listener = listener;
        this.status = new DomainStatus(config, context.clock(), context.meters());
        this.hosts = new PeerHosts(config, context.resolver(), sources.placesOf(this));
        this.flows = new PeerFlows(this::config, sip, () -> Optional.ofNullable(lastAddress), hosts::lastCurrent);
        this.link = new DomainLink(
                config, sip, this::peer, flows, Optional.empty(), method -> suspect(method + " unanswered"));
        this.probe = new Probe(link, () -> this.config, context.timers(), this::onProbed);
        this.timer = new Timer(context.timers());
        this.refusals = new LogBudget(LOG_INTERVAL, context.nanoTime());
    }

    /** A lower with configured hosts is spoken to from now on; the future tells when they have been looked up. */
    Future<Void> start() {
        if (!hasHosts()) {
            return Future.succeededFuture();
        }
        return hosts.resolveAll().compose(found -> hosts.current()).transform(found -> {
            if (removed) {
                hosts.clear();
            } else if (!(state instanceof Unbound)) {
                // it spoke meanwhile, and the timer watches it
                return Future.succeededFuture();
            } else if (found.failed()) {
                status.failed("host not found: " + found.cause().getMessage());
                timer.start(config.keepalive().timeout(), this::start);
            } else {
                toBound(Binding.fixed(found.result()));
            }
            return Future.succeededFuture();
        });
    }

    void stop(OfflineReason why) {
        if (state instanceof Unbound) {
            timer.stop();
        } else {
            toUnbound(why);
        }
    }

    /** No longer configured: its binding ends. */
    void remove() {
        removed = true;
        stop(OfflineReason.REMOVED);
        hosts.clear();
    }

    /**
     * Goes on by another configuration of the same platform. Its binding stays, unless it may no longer speak from there,
     * or a configured host fixed it that is one no more; then it has to register, or is bound to its new host.
     */
    void reconfigure(LowerDomainConfig next) {
        boolean hostInUseStays = hosts.hasInUse(next);
        config = next;
        hosts.reconfigure(next);
        link.reconfigure(next, Optional.empty());
        boolean lost = binding()
                .map(bound -> bound.isFixed() ? !hostInUseStays : !isAllowedFrom(bound.address()))
                .orElse(false);
        if (lost) {
            toUnbound(OfflineReason.RECONFIGURED);
        } else if (!(state instanceof Unbound)) {
            watch();
        }
        start();
    }

    private boolean hasHosts() {
        return !config.hosts().isEmpty();
    }

    /** Whether the configuration lets this lower speak from there, bound or not. */
    boolean isAllowedFrom(SipPeer source) {
        if (!source.network().equals(config.network())) {
            return false;
        }
        boolean inBlock = config.allows(source.host().getHostAddress());
        return hasHosts()
                ? hosts.contains(source.host())
                        || (inBlock && !config.allowFrom().isEmpty())
                : inBlock;
    }

    /** Whether a request from there may be this lower's: allowed, and while it is bound, from the bound address. */
    boolean isAt(SipPeer source) {
        return isAllowedFrom(source)
                && binding()
                        .map(bound -> bound.isFixed() || bound.isOnHostOf(source))
                        .orElse(true);
    }

    /** Whether it may be bound to that address on its word alone: it is there already, or is silent where it was. */
    boolean mayMoveTo(SipPeer source) {
        return !(state instanceof Bound(Binding binding)) || binding.isFixed() || binding.isOnHostOf(source);
    }

    /** A request of this lower came from there. */
    void proved(SipPeer source) {
        probe.heard();
        flows.note(source);
    }

    /**
     * Something speaks for its being gone, of which keepalives would tell only after their timeout: it is asked whether it
     * is there, and is offline where nothing of it is heard.
     *
     * @param why in words for the operator
     */
    public void suspect(String why) {
        if (state instanceof Bound) {
            probe.start(why);
        }
    }

    private void onProbed(boolean alive, String why) {
        switch (state) {
            case Unbound() -> {}
            case Bound(Binding binding) -> {
                if (!alive) {
                    toSilent(binding, OfflineReason.UNREACHABLE, why);
                }
            }
            case Silent(Binding binding) -> {
                if (alive) {
                    toBound(binding);
                }
            }
        }
    }

    /** A REGISTER was accepted. */
    void bind(SipPeer source, String callId, Duration lifetime) {
        boolean anew = state instanceof Bound(Binding old) && !old.callId().equals(callId);
        long nowNanos = context.nanoTime().getAsLong();
        lastHeardNanos = OptionalLong.of(nowNanos);
        status.registered();
        toBound(new Binding(source, callId, OptionalLong.of(nowNanos + lifetime.toNanos())));
        if (anew) {
            listener.onRegisteredAnew(this);
        }
    }

    /** A REGISTER with Expires 0 was accepted. */
    void unbind() {
        status.deregistered();
        if (!(state instanceof Unbound)) {
            toUnbound(OfflineReason.DEREGISTERED);
        }
    }

    /**
     * A keepalive came from an allowed address.
     *
     * @return false where this lower has to register (again) first
     */
    boolean onKeepalive(SipPeer source) {
        Optional<Binding> kept = switch (state) {
            case Unbound() -> Optional.of(Binding.fixed(source)).filter(binding -> hasHosts());
            case Bound(Binding binding) -> moved(binding, source, false);
            case Silent(Binding binding) -> moved(binding, source, true);
        };
        if (kept.isEmpty()) {
            return false;
        }
        lastHeardNanos = OptionalLong.of(context.nanoTime().getAsLong());
        status.kept();
        toBound(kept.get());
        return true;
    }

    /** The binding after a keepalive: NAT may change the port; another host has to register where a password is asked. */
    private Optional<Binding> moved(Binding binding, SipPeer source, boolean silent) {
        if (binding.isFixed()) {
            return Optional.of(binding);
        }
        boolean trusted =
                binding.isOnHostOf(source) || (silent && !config.auth().required());
        return Optional.of(binding.at(source)).filter(there -> trusted);
    }

    private void toBound(Binding binding) {
        binding().ifPresent(this::forget);
        sources.add(config.network(), binding.address().host(), this);
        state = new Bound(binding);
        probe.stop();
        lastAddress = binding.address();
        flows.note(binding.address());
        watch();
        if (status.enter(DomainState.ONLINE)) {
            LOG.atInfo()
                    .addKeyValue("peer", config.name())
                    .addKeyValue("address", binding.address())
                    .log("lower online");
            listener.onOnline(this);
        }
    }

    private void forget(Binding binding) {
        if (!hosts.contains(binding.address().host())) {
            sources.remove(config.network(), binding.address().host(), this);
        }
    }

    private void toUnbound(OfflineReason reason) {
        binding().ifPresent(this::forget);
        state = new Unbound();
        probe.stop();
        timer.stop();
        announceOffline(reason);
    }

    private void toSilent(Binding binding, OfflineReason reason, String why) {
        state = new Silent(binding);
        status.failed(why);
        watch();
        if (binding.isFixed()) {
            // nothing obliges it to speak first
            probe.repeat(config.keepalive().timeout());
        }
        announceOffline(reason);
    }

    private void announceOffline(OfflineReason reason) {
        if (status.enter(DomainState.OFFLINE)) {
            LOG.atLevel(reason.isIntended() ? Level.INFO : Level.WARN)
                    .addKeyValue("peer", config.name())
                    .addKeyValue("cause", reason.label())
                    .log("lower offline");
            listener.onOffline(this, reason);
        }
    }

    /** Sets the timer to what comes first: the end of the lifetime, or of the patience with a silent peer. */
    private void watch() {
        long nowNanos = context.nanoTime().getAsLong();
        long leftNanos = switch (state) {
            case Unbound() -> NEVER;
            case Bound(Binding binding) -> Math.min(lifeLeftNanos(binding, nowNanos), patienceLeftNanos(nowNanos));
            case Silent(Binding binding) -> lifeLeftNanos(binding, nowNanos);
        };
        timer.stop();
        if (leftNanos < NEVER) {
            timer.start(Duration.ofNanos(Math.max(0, leftNanos)), this::onTimer);
        }
    }

    private void onTimer() {
        long nowNanos = context.nanoTime().getAsLong();
        boolean expired =
                binding().map(binding -> lifeLeftNanos(binding, nowNanos) <= 0).orElse(false);
        if (expired) {
            status.failed("its registration ran out and was not refreshed");
            toUnbound(OfflineReason.EXPIRED);
        } else if (state instanceof Bound(Binding binding) && patienceLeftNanos(nowNanos) <= 0) {
            String silence = "no keepalive for " + config.keepalive().timeout().toSeconds() + " s";
            status.missedKeepalive(silence);
            toSilent(binding, OfflineReason.KEEPALIVE_LOST, silence);
        } else {
            watch();
        }
    }

    private static long lifeLeftNanos(Binding binding, long nowNanos) {
        return binding.isFixed() ? NEVER : binding.expiresNanos().getAsLong() - nowNanos;
    }

    private long patienceLeftNanos(long nowNanos) {
        return lastHeardNanos.isEmpty()
                ? NEVER
                : lastHeardNanos.getAsLong() + config.keepalive().timeout().toNanos() - nowNanos;
    }

    private Optional<Binding> binding() {
        return switch (state) {
            case Unbound() -> Optional.empty();
            case Bound(Binding binding) -> Optional.of(binding);
            case Silent(Binding binding) -> Optional.of(binding);
        };
    }

    /** Its keepalive says that something there does not work. */
    void reportsFault() {
        status.failed("its keepalive says ERROR");
    }

    /** A REGISTER was not accepted. */
    void refused(String why) {
        status.registrationFailed(RegistrationResult.REJECTED, why);
        refusals.tryTake()
                .ifPresent(suppressed -> LOG.atWarn()
                        .addKeyValue("peer", config.name())
                        .addKeyValue("cause", why)
                        .addKeyValue("suppressed", suppressed)
                        .log("registration of lower refused"));
    }

    /** A REGISTER was answered 401. */
    void challenged() {
        status.challenged();
    }

    @Override
    public LowerDomainConfig config() {
        return config;
    }

    @Override
    public DomainState state() {
        return status.state();
    }

    @Override
    public Instant since() {
        return status.since();
    }

    @Override
    public Optional<Instant> nextAttempt() {
        return status.nextAttempt();
    }

    @Override
    public Optional<SipPeer> peer() {
        return binding().map(Binding::address);
    }

    @Override
    public Optional<String> lastError() {
        return status.lastError();
    }

    @Override
    public DomainCounters counters() {
        return status.counters();
    }

    @Override
    public void onTurnedAway(String why) {
        if (!isOnline()) {
            status.failed(why);
        }
    }

    @Override
    public PeerLink link() {
        return link;
    }

    @Override
    public String toString() {
        return "lower " + name();
    }
}
