package cascade.gateway.domain;

import cascade.config.UpperDomainConfig;
import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.keep.UpperRecord;
import cascade.gateway.domain.peer.Addressing;
import cascade.gateway.domain.peer.Credentials;
import cascade.gateway.domain.peer.DigestAlgorithms;
import cascade.gateway.domain.peer.DomainLink;
import cascade.gateway.domain.peer.PeerFlows;
import cascade.gateway.domain.peer.PeerHosts;
import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.domain.peer.SipSide;
import cascade.gateway.domain.register.UpperRegistration;
import cascade.gateway.domain.security.PeerSecurity;
import cascade.gateway.domain.security.Securities;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.DomainReport;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.DomainStatus;
import cascade.gateway.domain.status.FailureKind;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.edition.GbEdition;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.auth.DigestClient;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An upper platform (上级平台): we register with it, keep the registration alive, and go to its next host when one fails.
 * GB/T 28181-2016 9.1 and 9.6. Control loop only.
 */
public final class UpperDomain implements Domain {

    private final SipSide sip;
    private final DomainContext context;
    private final Supplier<Duration> requestTimeout;
    private final DomainListener<UpperDomain> listener;
    private final DomainStatus status;
    private final PeerHosts hosts;
    private final PeerFlows flows;
    private final DomainLink link;
    private final UpperRegistration registration;
    private final OwnKeepalives keepalives;
    private UpperDomainConfig config;
    private PeerSecurity security;
    /** The same under the id of the platform that we are registered with, which a redirect may make another one. */
    private UpperDomainConfig present;

    private boolean running;
    /** Tells a restart that waits for an old registration to end from a newer one. */
    private int restarts;

    /** @param requestTimeout of the SIP side; a keepalive waits no longer, and no longer than its interval */
    UpperDomain(
            UpperDomainConfig config,
            SipSide sip,
            Supplier<Duration> requestTimeout,
            DomainContext context,
            SourceIndex<Domain> sources,
            FailingDevices failing,
            DomainListener<UpperDomain> listener) {
        this.config = config;
        this.present = config;
        this.sip = sip;
        this.context = context;
        this.requestTimeout = requestTimeout;
        this.listener = listener;
        this.status = new DomainStatus(config, context.clock(), context.meters());
        this.hosts = new PeerHosts(config, sip, context.resolver(), sources.placesOf(this));
        this.security = Securities.of(config, context.clock());
        this.flows = new PeerFlows(this::config, sip, this::peer, hosts::lastCurrent);
        this.link =
                new DomainLink(config, sip, this::peer, flows, credentials(config), unanswered -> {}, context.meters());
        this.registration = new UpperRegistration(
                config, sip, link, hosts, context, status, () -> security, new RegistrationListener());
        this.keepalives =
                new OwnKeepalives(this, link, registration, status, failing, requestTimeout, context.timers());
    }

    private Credentials credentials(UpperDomainConfig of) {
        Optional<DigestClient> digest = of.auth()
                .password()
                .map(password -> new DigestClient(
                        of.auth().username(),
                        password.value(),
                        Set.copyOf(DigestAlgorithms.of(of.profile().answerDigest())),
                        sip::newToken));
        return new Credentials(security, digest);
    }

    /** Is heard from the addresses that are configured, before it is {@link #start() started}. */
    void knowAddresses() {
        hosts.noteAddresses();
    }

    /** Begins to register, and does so until {@link #stop}; the future tells when its hosts have been looked up. */
    Future<Void> start() {
        return start(Optional.empty(), false);
    }

    /**
     * As {@link #start()}, but goes on with a registration that stands.
     *
     * @param kept what the former process left
     * @param refreshAtOnce whether it is refreshed before it is due
     */
    Future<Void> start(Optional<UpperRecord> kept, boolean refreshAtOnce) {
        running = true;
        boolean resumed = kept.filter(record -> registration.resume(record, refreshAtOnce))
                .isPresent();
        Future<Void> found = hosts.resolveAll();
        if (!resumed) {
            registration.start();
        }
        return found;
    }

    /** Edition whose forms it reads and writes. */
    public GbEdition edition() {
        return GbEdition.valueOf(config.edition().name());
    }

    /** Registers at once, without waiting for the next try; a registration that stands is refreshed. */
    public void registerNow() {
        if (running) {
            registration.registerNow();
        }
    }

    /** De-registers; the future succeeds when the upper has answered or {@code patience} is over. */
    Future<Void> stop(Duration patience, OfflineReason why) {
        running = false;
        return registration.stop(patience, why);
    }

    /** We stop; the next process goes on with the registration. */
    void rest() {
        running = false;
        registration.rest();
    }

    /** No longer configured: de-registers, then forgets where it was. */
    Future<Void> remove(Duration patience) {
        return stop(patience, OfflineReason.REMOVED).onComplete(left -> hosts.clear());
    }

    /**
     * Goes on by another configuration of the same platform. Where we are someone else to it now, or it is elsewhere, we
     * de-register there and register anew; else the registration stays and is refreshed where its terms changed.
     */
    void reconfigure(UpperDomainConfig next) {
        UpperDomainConfig old = config;
        boolean moved = isElsewhere(next);
        boolean anew = moved || !sameRegistrant(old, next);
        boolean refresh = !old.auth().equals(next.auth())
                || !old.register().expires().equals(next.register().expires());
        boolean restart = anew && running;
        // by the old ids and password, which the session and its answers keep
        Future<Void> left = restart
                ? registration.stop(requestTimeout.get(), OfflineReason.RECONFIGURED)
                : Future.succeededFuture();
        config = next;
        hosts.reconfigure(next);
        present = presentConfig();
        security = Securities.of(next, context.clock());
        link.reconfigure(present, credentials(next));
        registration.reconfigure(next);
        keepalives.reconfigure(old);
        hosts.resolveAll();
        if (restart) {
            int mine = ++restarts;
            left.onComplete(done -> startIfStill(mine));
        } else if (refresh) {
            registration.refresh();
        }
    }

    private boolean isElsewhere(UpperDomainConfig next) {
        return registration
                .peer()
                .map(peer -> !hosts.hasInUse(next))
                .orElse(config.transport() != next.transport()
                        || !config.hosts().equals(next.hosts()));
    }

    /** Whether our REGISTERs name the same address of record in the same form. */
    private static boolean sameRegistrant(UpperDomainConfig old, UpperDomainConfig next) {
        return Addressing.of(old).equals(Addressing.of(next)) && old.edition() == next.edition();
    }

    /** Unless it was stopped, or moved once more, while the old registration ended. */
    private void startIfStill(int mine) {
        if (running && mine == restarts) {
            registration.start();
        }
    }

    /** Whether a request from there may be this upper's: one of its hosts, from whatever port. */
    boolean isAt(SipPeer source) {
        return source.network().equals(config.network()) && hosts.contains(source.host());
    }

    /** Whether it is, at present, the platform of that id: one that it redirected us to. */
    boolean isPresently(String id) {
        return present.deviceId().equals(id);
    }

    private UpperDomainConfig presentConfig() {
        return registration.registrar().map(config::withDeviceId).orElse(config);
    }

    private void speakToPresent() {
        UpperDomainConfig now = presentConfig();
        if (!now.deviceId().equals(present.deviceId())) {
            present = now;
            link.reconfigure(now, credentials(config));
        }
    }

    /** A request of this upper came from there. */
    void proved(SipPeer source) {
        flows.note(source);
    }

    /** A lower named other devices as failing: what is not as it should be is told at once (GB/T 28181-2016 9.6). */
    void onFailingChanged() {
        keepalives.onFailingChanged();
    }

    private final class RegistrationListener implements UpperRegistration.Listener {

        @Override
        public void onRegistered() {
            speakToPresent();
            status.enter(DomainState.ONLINE);
            keepalives.start();
            listener.onOnline(UpperDomain.this);
        }

        @Override
        public void onLost(OfflineReason reason) {
            keepalives.stop();
            status.left(reason);
            status.enter(DomainState.OFFLINE);
            listener.onOffline(UpperDomain.this, reason);
        }
    }

    /** Whether that id is ours in its eyes. */
    public boolean knowsUsAs(DeviceId id) {
        return id.value().equals(config.localDeviceId());
    }

    @Override
    public UpperDomainConfig config() {
        return present;
    }

    @Override
    public DomainReport report() {
        return status;
    }

    @Override
    public Optional<SipPeer> peer() {
        return registration.peer();
    }

    @Override
    public void onTurnedAway(String why) {
        if (!isOnline()) {
            status.failed(FailureKind.TURNED_AWAY, why);
        }
    }

    @Override
    public PeerSecurity security() {
        return security;
    }

    @Override
    public PeerLink link() {
        return link;
    }

    @Override
    public String toString() {
        return "upper " + name();
    }
}
