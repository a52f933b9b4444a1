package cascade.gateway.domain.register;

import cascade.address.IpText;
import cascade.config.UpperDomainConfig;
import cascade.config.value.HostPort;
import cascade.gateway.domain.keep.UpperRecord;
import cascade.gateway.domain.peer.DomainLink;
import cascade.gateway.domain.peer.PeerHosts;
import cascade.gateway.domain.peer.PeerText;
import cascade.gateway.domain.peer.SipSide;
import cascade.gateway.domain.register.RegisterOutcome.Accepted;
import cascade.gateway.domain.register.RegisterOutcome.Failed;
import cascade.gateway.domain.register.RegisterOutcome.Redirected;
import cascade.gateway.domain.register.RegisterOutcome.TooBrief;
import cascade.gateway.domain.register.UpperState.Idle;
import cascade.gateway.domain.register.UpperState.Registered;
import cascade.gateway.domain.register.UpperState.Registering;
import cascade.gateway.domain.register.UpperState.Waiting;
import cascade.gateway.domain.security.PeerSecurity;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.DomainStatus;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import cascade.monitoring.RegistrationResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers with an upper and stays registered; the states are drawn at {@link UpperState}. Control loop only. */
public final class UpperRegistration {

    private static final Logger LOG = LoggerFactory.getLogger(UpperRegistration.class);

    /** Hears of the registration what the domain has to do about it. */
    public interface Listener {
        void onRegistered();

        /** The registration stood, and no longer does. */
        void onLost(OfflineReason reason);
    }

    private UpperDomainConfig config;
    private final SipSide sip;
    private final RegisterExchange exchanges;
    private final PeerHosts hosts;
    private final Redirects redirects;
    private final DomainContext context;
    private final DomainStatus status;
    private final Listener listener;
    private final Timer timer;
    private final Timer toFirst;
    private Backoff backoff;
    private UpperState state = new Idle();

    /** The session whose answers count; none while a host is looked up. */
    private @Nullable RegisterSession current;

    /** Min-Expires of a 423; zero while the configured lifetime is long enough. */
    private Duration leastExpires = Duration.ZERO;

    /** Tells a host that was looked up for an earlier try from one that is waited for. */
    private int tries;

    public UpperRegistration(
            UpperDomainConfig config,
            SipSide sip,
            DomainLink link,
            PeerHosts hosts,
            DomainContext context,
            DomainStatus status,
            Supplier<PeerSecurity> security,
            Listener listener) {
        this.config = config;
        this.sip = sip;
        this.exchanges = new RegisterExchange(link, status, security);
        this.hosts = hosts;
        this.redirects = new Redirects(hosts, context.nanoTime());
        this.context = context;
        this.status = status;
        this.listener = listener;
        this.timer = new Timer(context.timers());
        this.toFirst = new Timer(context.timers());
        this.backoff = backoff(config);
    }

    private Backoff backoff(UpperDomainConfig settings) {
        return new Backoff(settings.register().retry(), settings.register().retryMax(), context.random());
    }

    /** Goes on by another configuration; a registration that stands is asked for anew with the next refresh. */
    public void reconfigure(UpperDomainConfig next) {
        config = next;
        backoff = backoff(next);
        leastExpires = Duration.ZERO;
    }

    /** Address of the upper that we are registered with; empty while there is none. */
    public Optional<SipPeer> peer() {
        return standing().map(RegisterSession::peer);
    }

    /** Id of the platform that we are registered with: the upper's, or that of the one it redirected us to. */
    public Optional<String> registrar() {
        return standing().map(RegisterSession::registrar);
    }

    public void start() {
        if (state instanceof Idle) {
            register();
        }
    }

    /**
     * Goes on with the registration of the former process: refreshed when it is due, as if nothing had been. Over TCP it is
     * refreshed at once, since the upper lost its connection to us.
     *
     * @param atOnce the operator wants it refreshed at once in any case
     * @return false where it has run out or is not ours any more, and {@link #start} is to follow
     */
    public boolean resume(UpperRecord kept, boolean atOnce) {
        Instant now = context.clock().instant();
        Duration left = Duration.between(now, kept.expires());
        boolean plausible = left.isPositive() && left.compareTo(kept.granted()) <= 0;
        RegisterSession session = RegisterSession.resumed(config, sip.listeningPoint(config.network()), kept);
        boolean ours = session.registrant().equals(kept.registrant())
                && kept.peer().network().equals(config.network())
                && kept.peer().transport().name().equals(config.transport().name());
        if (!plausible || !ours || !hosts.use(kept.host())) {
            return false;
        }
        current = session;
        state = new Registered(session, context.nanoTime().getAsLong() + left.toNanos());
        boolean soon = atOnce || kept.peer().transport() == SipTransport.TCP;
        Duration due = Duration.between(now, kept.accepted().plus(refreshAfter(kept.granted())));
        timer.start(soon || due.isNegative() ? Duration.ZERO : due, this::refresh);
        watchFirst();
        LOG.atInfo()
                .addKeyValue("peer", config.name())
                .addKeyValue("address", session.peer())
                .addKeyValue("expires", left)
                .log("registration with upper goes on");
        listener.onRegistered();
        return true;
    }

    private static Duration refreshAfter(Duration granted) {
        return granted.multipliedBy(2).dividedBy(3);
    }

    /** We stop, and the next process goes on with the registration. */
    public void rest() {
        boolean stood = state instanceof Registered;
        halt(new Idle());
        if (stood) {
            listener.onLost(OfflineReason.SHUTDOWN);
        }
        status.enter(DomainState.OFFLINE);
    }

    /** The operator asks for a try now: a wait ends, a registration that stands is refreshed, a try under way goes on. */
    public void registerNow() {
        switch (state) {
            case Idle idle -> {}
            case Registering underway -> {}
            case Registered registered -> refresh();
            case Waiting waiting -> register();
        }
    }

    /**
     * Ends the registration, waiting for the upper's answer no longer than that.
     *
     * @return always succeeds
     */
    public Future<Void> stop(Duration patience, OfflineReason why) {
        RegisterSession last = current;
        boolean stood = state instanceof Registered;
        context.kept().removeUpper(config.name());
        halt(new Idle());
        if (stood) {
            listener.onLost(why);
        }
        status.enter(DomainState.OFFLINE);
        return last == null ? Future.succeededFuture() : deregister(last, patience);
    }

    private Future<Void> deregister(RegisterSession session, Duration patience) {
        Promise<Void> done = Promise.promise();
        Runnable cancel = context.timers().after(patience, done::tryComplete);
        exchanges.send(config, session, Duration.ZERO, Optional.of(patience)).onComplete(answer -> {
            if (answer.succeeded() && answer.result() instanceof Accepted) {
                status.deregistered();
            }
            cancel.run();
            done.tryComplete();
        });
        return done.future();
    }

    /** The upper answered a keepalive as if it did not know us: asks for a new lifetime before it is due. */
    public void refresh() {
        if (!(state instanceof Registered(RegisterSession session, long expiresNanos)) || session.isInFlight()) {
            return;
        }
        if (expiresNanos - context.nanoTime().getAsLong() <= 0) {
            lose(OfflineReason.EXPIRED);
        } else if (redirects.isOver()) {
            hosts.endRedirect();
            move();
        } else {
            exchange(session);
        }
    }

    /** The upper no longer answers keepalives. */
    public void onKeepalivesMissed() {
        if (state instanceof Registered) {
            lose(OfflineReason.KEEPALIVE_LOST);
        }
    }

    private void register() {
        halt(new Registering());
        status.enter(DomainState.REGISTERING);
        registerAtHostInUse();
    }

    /** Registers at another host, while the registration still stands where it is. */
    private void move() {
        timer.stop();
        tries++;
        registerAtHostInUse();
    }

    private void registerAtHostInUse() {
        int mine = tries;
        hosts.current().onComplete(found -> {
            if (mine != tries) {
                return;
            }
            if (found.succeeded()) {
                exchange(newSession(found.result()));
            } else {
                onTryFailed(RegisterOutcome.ofNoAnswer(found.cause()));
            }
        });
    }

    /** A try at a host failed, of a registration that does not stand there. */
    private void onTryFailed(Failed failed) {
        if (state instanceof Registered registered) {
            note(failed);
            stay(registered);
        } else {
            onFailed(failed);
        }
    }

    private RegisterSession newSession(SipPeer peer) {
        RegisterSession session = new RegisterSession(
                config,
                redirects.registrar(config.deviceId()),
                peer,
                sip.listeningPoint(config.network()),
                sip.newToken(),
                sip.newToken());
        current = session;
        return session;
    }

    private void exchange(RegisterSession session) {
        Duration configured = config.register().expires();
        Duration asked = configured.compareTo(leastExpires) < 0 ? leastExpires : configured;
        exchanges.send(config, session, asked, Optional.empty()).onSuccess(outcome -> {
            if (session != current) {
                return;
            }
            switch (outcome) {
                case Accepted(Duration granted) -> onAccepted(session, granted);
                case TooBrief(Duration least) -> onTooBrief(session, least);
                case Redirected redirected -> onRedirected(session, redirected);
                case Failed failed -> onFailed(session, failed);
            }
        });
    }

    /** Its place is taken by the platform that it names; a registration that stands holds until that one accepted. */
    private void onRedirected(RegisterSession session, Redirected redirected) {
        HostPort from = new HostPort(
                IpText.of(session.peer().host()), session.peer().address().getPort());
        Optional<String> refused =
                redirects.follow(redirected, from, config.register().maxRedirects());
        if (refused.isPresent()) {
            onFailed(
                    session,
                    new Failed(RegistrationResult.REJECTED, 302, true, "REGISTER answered 302: " + refused.get()));
            return;
        }
        LOG.atInfo()
                .addKeyValue("peer", config.name())
                .addKeyValue("address", redirected.target())
                .addKeyValue("gbId", PeerText.shown(redirected.id()))
                .log("registration redirected by upper");
        if (state instanceof Registered) {
            move();
        } else {
            register();
        }
    }

    private void tryFirst() {
        if (standing().filter(session -> !session.isInFlight()).isPresent()) {
            hosts.useFirst();
            move();
        } else {
            watchFirst();
        }
    }

    private void onAccepted(RegisterSession session, Duration granted) {
        Optional<RegisterSession> before = standing();
        boolean moved = before.filter(old -> !old.peer().equals(session.peer())).isPresent();
        if (moved) {
            // what it has there ends there, while requests still go there
            listener.onLost(OfflineReason.MOVED);
        }
        session.accept();
        if (before.filter(session::equals).isEmpty()) {
            hosts.reached();
        }
        redirects.forget();
        backoff.reset();
        status.registered();
        state = new Registered(session, context.nanoTime().getAsLong() + granted.toNanos());
        timer.start(refreshAfter(granted), this::refresh);
        keep(session, granted);
        watchFirst();
        if (before.isEmpty() || moved) {
            LOG.atInfo()
                    .addKeyValue("peer", config.name())
                    .addKeyValue("address", session.peer())
                    .addKeyValue("expires", granted)
                    .log("registered with upper");
            listener.onRegistered();
        }
    }

    /** Nothing was promised to anybody: nobody waits for it. One that stands by a redirection is begun anew. */
    private void keep(RegisterSession session, Duration granted) {
        hosts.configuredInUse()
                .ifPresentOrElse(
                        host -> context.kept()
                                .put(
                                        config.name(),
                                        session.record(host, context.clock().instant(), granted)),
                        () -> context.kept().removeUpper(config.name()));
    }

    private Optional<RegisterSession> standing() {
        return state instanceof Registered registered ? Optional.of(registered.session()) : Optional.empty();
    }

    /** Registered at a backup: the first host is tried again after a while, however often the registration is refreshed. */
    private void watchFirst() {
        Duration after = config.register().returnToFirst();
        if (!hosts.isBackup() || after.isZero()) {
            toFirst.stop();
        } else if (!toFirst.isRunning()) {
            toFirst.start(after, this::tryFirst);
        }
    }

    /** Once a session at once; an upper that wants ever more is refused like any other. */
    private void onTooBrief(RegisterSession session, Duration least) {
        boolean longer = leastExpires.isZero();
        leastExpires = least;
        if (longer) {
            exchange(session);
        } else {
            onFailed(session, new Failed(RegistrationResult.REJECTED, 423, false, "REGISTER answered 423 again"));
        }
    }

    private void onFailed(RegisterSession session, Failed failed) {
        boolean refreshRefused = failed.status() == 400 && session.isAccepted();
        if (refreshRefused && state instanceof Registered registered) {
            // some platforms refuse every refresh of a Call-ID: a new one, while the old registration still stands
            note(failed);
            RegisterSession fresh = newSession(session.peer());
            state = new Registered(fresh, registered.expiresNanos());
            exchange(fresh);
        } else if (standing().filter(session::equals).isPresent()) {
            onFailed(failed);
        } else {
            onTryFailed(failed);
        }
    }

    /** A move failed: the registration goes on where it stands. */
    private void stay(Registered registered) {
        hosts.backToReached();
        redirects.forget();
        current = registered.session();
        watchFirst();
        refreshAfterBackoff(registered);
    }

    private void refreshAfterBackoff(Registered registered) {
        Duration left =
                Duration.ofNanos(registered.expiresNanos() - context.nanoTime().getAsLong());
        if (!left.isPositive()) {
            lose(OfflineReason.EXPIRED);
            return;
        }
        Duration wait = backoff.next();
        Duration sooner = wait.compareTo(left) < 0 ? wait : left;
        status.nextAttempt(sooner);
        timer.start(sooner, this::refresh);
    }

    private void onFailed(Failed failed) {
        note(failed);
        if (!(state instanceof Registered registered)) {
            retryLater();
            return;
        }
        if (failed.temporary()) {
            refreshAfterBackoff(registered);
        } else {
            lose(OfflineReason.REFUSED);
        }
    }

    private void note(Failed failed) {
        status.registrationFailed(failed.result(), failed.kind(), failed.error());
        LOG.atWarn()
                .addKeyValue("peer", config.name())
                .addKeyValue("gbId", config.localDeviceId())
                .addKeyValue("cause", failed.error())
                .log("registration with upper failed");
    }

    private void lose(OfflineReason reason) {
        LOG.atWarn()
                .addKeyValue("peer", config.name())
                .addKeyValue("cause", reason.label())
                .log("registration with upper lost");
        context.kept().removeUpper(config.name());
        halt(new Waiting());
        listener.onLost(reason);
        retryLater();
    }

    /** The next host at once; when all have failed, the first again after a while. */
    private void retryLater() {
        if (hosts.advance()) {
            register();
            return;
        }
        halt(new Waiting());
        redirects.forget();
        status.enter(DomainState.OFFLINE);
        Duration wait = backoff.next();
        status.nextAttempt(wait);
        timer.start(wait, this::register);
    }

    /** Enters a state in which no earlier answer and no timer counts any more. */
    private void halt(UpperState next) {
        state = next;
        current = null;
        tries++;
        timer.stop();
        toFirst.stop();
    }
}
