package cascade.gateway.domain.register;

import cascade.config.LowerDomainConfig;
import cascade.gateway.domain.keep.LowerRecord;
import cascade.gateway.domain.peer.DomainLink;
import cascade.gateway.domain.peer.PeerHosts;
import cascade.gateway.domain.peer.Probe;
import cascade.gateway.domain.register.LowerState.Binding;
import cascade.gateway.domain.register.LowerState.Bound;
import cascade.gateway.domain.register.LowerState.Silent;
import cascade.gateway.domain.register.LowerState.Unbound;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.DomainStatus;
import cascade.gateway.domain.status.FailureKind;
import cascade.gateway.domain.status.GbVersion;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.time.Timer;
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
 * Binding of a lower platform with us: its lifetime, the keepalives that hold it online, and the probe of a peer that fell
 * silent (GB/T 28181-2016 9.1 and 9.6, <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-10.3">RFC 3261
 * section 10.3</a>). The states are drawn at {@link LowerState}; whose requests are accepted is decided before. Control
 * loop only.
 */
public final class LowerRegistration {

    private static final Logger LOG = LoggerFactory.getLogger(LowerRegistration.class);

    /** Hears of the binding what others have to do about it. */
    public interface Listener {
        /** Requests go to that address from now on, whether it was bound before or not. */
        void onBound(SipPeer address);

        void onOnline();

        /** It was online, and registered with another Call-ID: it may have restarted. */
        void onRegisteredAnew();

        void onOffline(OfflineReason reason);
    }

    private final PeerHosts hosts;
    private final PeerHosts.Places places;
    private final DomainContext context;
    private final DomainStatus status;
    private final Listener listener;
    private final Probe probe;
    private final BindingWatch watch;
    private final Timer lookUp;
    private LowerDomainConfig config;
    private LowerState state = new Unbound();
    private @Nullable SipPeer lastAddress;
    private boolean removed;
    /** It is bound as it was before a restart of ours. */
    private boolean resumed;
    /** As the next process would find it. */
    private Optional<LowerRecord> kept = Optional.empty();

    /** @param places is told where the lower is bound */
    public LowerRegistration(
            LowerDomainConfig config,
            DomainLink link,
            PeerHosts hosts,
            PeerHosts.Places places,
            DomainContext context,
            DomainStatus status,
            Listener listener) {
        this.config = config;
        this.hosts = hosts;
        this.places = places;
        this.context = context;
        this.status = status;
        this.listener = listener;
        this.probe = new Probe(link, () -> this.config, context.timers(), this::onProbed);
        this.watch = new BindingWatch(context, new WatchListener());
        this.lookUp = new Timer(context.timers());
    }

    /**
     * Takes up the binding of the former process, before anything is received; {@link #start} tells of it. Where it came by a
     * connection, which ended with that process, it is offline until it speaks, or bound to its configured host.
     */
    public void restore(LowerRecord record) {
        boolean connected = record.address().transport() == SipTransport.TCP;
        if (connected && !config.hosts().isEmpty()) {
            return;
        }
        Duration left = Duration.between(context.clock().instant(), record.expires());
        if (!left.isPositive()) {
            context.kept().removeLower(config.name());
            return;
        }
        record.gbVersion().ifPresent(status::namesVersion);
        // a clock that was set back must not keep it for ever
        Duration max = config.register().maxExpires();
        Duration lifetime = left.compareTo(max) < 0 ? left : max;
        var binding = new Binding(record.address(), record.callId(), OptionalLong.of(nanosIn(lifetime)));
        kept = Optional.of(record);
        resumed = true;
        places.add(config.network(), record.address().host());
        lastAddress = record.address();
        state = connected ? new Silent(binding) : new Bound(binding);
        watch.heard();
        watch();
    }

    private long nanosIn(Duration duration) {
        return context.nanoTime().getAsLong() + duration.toNanos();
    }

    /** A lower with configured hosts is spoken to from now on; the future tells when they have been looked up. */
    public Future<Void> start() {
        if (state instanceof Bound(Binding restored)) {
            announceOnline(restored);
        }
        if (config.hosts().isEmpty()) {
            return Future.succeededFuture();
        }
        return hosts.resolveAll().compose(found -> hosts.current()).transform(found -> {
            if (removed) {
                hosts.clear();
            } else if (!(state instanceof Unbound)) {
                // it spoke meanwhile, and is watched
                return Future.succeededFuture();
            } else if (found.failed()) {
                status.failed(
                        FailureKind.UNREACHABLE, String.valueOf(found.cause().getMessage()));
                lookUp.start(config.keepalive().timeout(), this::start);
            } else {
                toBound(Binding.fixed(found.result()));
            }
            return Future.succeededFuture();
        });
    }

    public void stop(OfflineReason why) {
        lookUp.stop();
        if (!(state instanceof Unbound)) {
            toUnbound(why);
        }
    }

    /** No longer configured: the binding ends, and a host that is looked up still binds nothing. */
    public void remove() {
        removed = true;
        stop(OfflineReason.REMOVED);
    }

    /**
     * Goes on by another configuration, which the hosts have taken already.
     *
     * @param stays whether the binding may stay where it is
     */
    public void reconfigure(LowerDomainConfig next, boolean stays) {
        config = next;
        if (!stays) {
            stop(OfflineReason.RECONFIGURED);
        } else {
            watch();
        }
        start();
    }

    public Optional<Binding> binding() {
        return switch (state) {
            case Unbound() -> Optional.empty();
            case Bound(Binding binding) -> Optional.of(binding);
            case Silent(Binding binding) -> Optional.of(binding);
        };
    }

    /** Whether it has been registered since before a restart of ours, or need not register. */
    public boolean isResumed() {
        return resumed || binding().filter(Binding::isFixed).isPresent();
    }

    /** The address bound now, or last. */
    public Optional<SipPeer> lastAddress() {
        return Optional.ofNullable(lastAddress);
    }

    /** Whether it may be bound to that address on its word alone: it is there already, or is silent where it was. */
    public boolean mayMoveTo(SipPeer source) {
        return !(state instanceof Bound(Binding binding)) || binding.isFixed() || binding.isOnHostOf(source);
    }

    /**
     * A REGISTER is about to be accepted.
     *
     * @return when the answer may promise that lifetime; always succeeds
     */
    public Future<Void> keep(SipPeer source, String callId, Duration lifetime) {
        Instant expires = context.clock().instant().plus(lifetime);
        return keep(new LowerRecord(source, callId, expires, status.gbVersion().map(GbVersion::text)));
    }

    private Future<Void> keep(LowerRecord record) {
        kept = Optional.of(record);
        return context.kept().put(config.name(), record);
    }

    /** A REGISTER with Expires 0 is about to be accepted, as {@link #keep}. */
    public Future<Void> forget() {
        kept = Optional.empty();
        return context.kept().removeLower(config.name());
    }

    /** A REGISTER was accepted. */
    public void bind(SipPeer source, String callId, Duration lifetime) {
        if (removed) {
            return;
        }
        if (kept.isEmpty()) {
            // what it was bound by ended while its record was written
            keep(source, callId, lifetime);
        }
        boolean anew = state instanceof Bound(Binding old) && !old.callId().equals(callId);
        resumed =
                resumed && binding().filter(old -> old.callId().equals(callId)).isPresent();
        watch.heard();
        status.registered();
        toBound(new Binding(source, callId, OptionalLong.of(nanosIn(lifetime))));
        if (anew) {
            listener.onRegisteredAnew();
        }
    }

    /** A REGISTER with Expires 0 was accepted. */
    public void unbind() {
        status.deregistered();
        if (!(state instanceof Unbound)) {
            toUnbound(OfflineReason.DEREGISTERED);
        }
    }

    /** A REGISTER was answered with the address of another platform, which has the lower from now on. */
    public void redirected(String target) {
        LOG.atInfo()
                .addKeyValue("peer", config.name())
                .addKeyValue("address", target)
                .log("lower redirected");
        if (!(state instanceof Unbound)) {
            toUnbound(OfflineReason.DEREGISTERED);
        }
    }

    /** A keepalive came from an allowed address. @return false where this lower has to register (again) first */
    public boolean onKeepalive(SipPeer source) {
        Optional<Binding> kept = switch (state) {
            case Unbound() ->
                Optional.of(Binding.fixed(source))
                        .filter(binding -> !config.hosts().isEmpty());
            case Bound(Binding binding) -> binding.keptFrom(source, false);
            case Silent(Binding binding) ->
                binding.keptFrom(source, !config.auth().required());
        };
        if (kept.isEmpty()) {
            return false;
        }
        watch.heard();
        status.kept();
        toBound(kept.get());
        return true;
    }

    /** A request of this lower came, of whatever method. */
    public void heard() {
        probe.heard();
        watch.spoke();
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

    private void toBound(Binding binding) {
        binding().ifPresent(this::forget);
        places.add(config.network(), binding.address().host());
        state = new Bound(binding);
        probe.stop();
        lookUp.stop();
        lastAddress = binding.address();
        kept.filter(record -> !record.address().equals(binding.address()))
                .ifPresent(record -> keep(record.withAddress(binding.address())));
        listener.onBound(binding.address());
        watch();
        announceOnline(binding);
    }

    private void announceOnline(Binding binding) {
        if (status.enter(DomainState.ONLINE)) {
            LOG.atInfo()
                    .addKeyValue("peer", config.name())
                    .addKeyValue("address", binding.address())
                    .log("lower online");
            listener.onOnline();
        }
    }

    private void forget(Binding binding) {
        if (!hosts.contains(binding.address().host())) {
            places.remove(config.network(), binding.address().host());
        }
    }

    private void toUnbound(OfflineReason reason) {
        binding().ifPresent(this::forget);
        if (reason != OfflineReason.SHUTDOWN && kept.isPresent()) {
            forget();
        }
        state = new Unbound();
        resumed = false;
        probe.stop();
        watch.stop();
        announceOffline(reason);
    }

    private void toSilent(Binding binding, OfflineReason reason, String why) {
        state = new Silent(binding);
        status.failed(reason == OfflineReason.KEEPALIVE_LOST ? FailureKind.KEEPALIVE : FailureKind.UNREACHABLE, why);
        watch();
        if (binding.isFixed()) {
            // nothing obliges it to speak first
            probe.repeat(config.keepalive().timeout());
        }
        announceOffline(reason);
    }

    private void announceOffline(OfflineReason reason) {
        if (status.enter(DomainState.OFFLINE)) {
            status.left(reason);
            LOG.atLevel(reason.isIntended() ? Level.INFO : Level.WARN)
                    .addKeyValue("peer", config.name())
                    .addKeyValue("cause", reason.label())
                    .log("lower offline");
            listener.onOffline(reason);
        }
    }

    private void watch() {
        switch (state) {
            case Unbound() -> {}
            case Bound(Binding binding) ->
                watch.watch(binding, config.keepalive().timeout());
            case Silent(Binding binding) -> watch.watchLifetime(binding);
        }
    }

    private final class WatchListener implements BindingWatch.Listener {

        @Override
        public void onExpired() {
            status.failed(FailureKind.EXPIRED, "its registration ran out and was not refreshed");
            toUnbound(OfflineReason.EXPIRED);
        }

        @Override
        public void onSilent(Duration patience) {
            String silence = "no keepalive for " + patience.toSeconds() + " s";
            status.missedKeepalive(silence);
            binding().ifPresent(binding -> toSilent(binding, OfflineReason.KEEPALIVE_LOST, silence));
        }
    }
}
