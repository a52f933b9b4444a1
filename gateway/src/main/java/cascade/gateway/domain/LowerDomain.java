package cascade.gateway.domain;

import cascade.config.Edition;
import cascade.config.LowerDomainConfig;
import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.keep.LowerRecord;
import cascade.gateway.domain.pace.OwnRequests;
import cascade.gateway.domain.pace.RequestTurn;
import cascade.gateway.domain.peer.Credentials;
import cascade.gateway.domain.peer.DomainLink;
import cascade.gateway.domain.peer.PeerFlows;
import cascade.gateway.domain.peer.PeerHosts;
import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.domain.peer.SipSide;
import cascade.gateway.domain.register.LowerRegistration;
import cascade.gateway.domain.register.LowerState.Binding;
import cascade.gateway.domain.security.PeerSecurity;
import cascade.gateway.domain.security.Securities;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.DomainReport;
import cascade.gateway.domain.status.DomainStatus;
import cascade.gateway.domain.status.FailureKind;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.edition.GbEdition;
import cascade.gateway.gb.manscdp.KeyFrameRequest;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.time.LogBudget;
import cascade.monitoring.RegistrationResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lower platform (下级平台): it registers with us, and we watch its lifetime and its keepalives. The {@link Registrar}
 * decides what is accepted, {@link LowerRegistration} keeps the binding. GB/T 28181-2016 9.1 and 9.6. Control loop only.
 */
public final class LowerDomain implements Domain {

    private static final Logger LOG = LoggerFactory.getLogger(LowerDomain.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private final DomainListener<LowerDomain> listener;
    private final OwnRequests ownRequests;
    private final DomainStatus status;
    private final PeerHosts hosts;
    private final PeerFlows flows;
    private final DomainLink link;
    private final LowerRegistration registration;
    private final LogBudget refusals;
    private final InstantSource clock;
    private LowerDomainConfig config;
    private List<DeviceId> failing = List.of();

    private PeerSecurity security;

    LowerDomain(
            LowerDomainConfig config,
            SipSide sip,
            DomainContext context,
            SourceIndex<Domain> sources,
            OwnRequests ownRequests,
            DomainListener<LowerDomain> listener) {
        this.config = config;
        this.ownRequests = ownRequests;
        this.listener = listener;
        this.status = new DomainStatus(config, context.clock(), context.meters());
        this.security = Securities.of(config, context.clock());
        this.clock = context.clock();
        this.hosts = new PeerHosts(config, sip, context.resolver(), sources.placesOf(this));
        this.flows = new PeerFlows(this::config, sip, this::lastAddress, hosts::lastCurrent);
        this.link = new DomainLink(
                config,
                sip,
                this::peer,
                flows,
                new Credentials(security, Optional.empty()),
                method -> suspect(method + " unanswered"),
                context.meters());
        this.registration = new LowerRegistration(
                config, link, hosts, sources.placesOf(this), context, status, new RegistrationListener());
        this.refusals = new LogBudget(LOG_INTERVAL, context.nanoTime());
    }

    private Optional<SipPeer> lastAddress() {
        return registration.lastAddress();
    }

    private final class RegistrationListener implements LowerRegistration.Listener {

        @Override
        public void onBound(SipPeer address) {
            flows.note(address);
        }

        @Override
        public void onOnline() {
            listener.onOnline(LowerDomain.this);
        }

        @Override
        public void onRegisteredAnew() {
            listener.onRegisteredAnew(LowerDomain.this);
        }

        @Override
        public void onOffline(OfflineReason reason) {
            failing = List.of();
            listener.onOffline(LowerDomain.this, reason);
        }
    }

    /** Speaks to a lower with configured hosts from now on; the future tells when they have been looked up. */
    Future<Void> start() {
        return registration.start();
    }

    void stop(OfflineReason why) {
        registration.stop(why);
    }

    /** No longer configured: its binding ends. */
    void remove() {
        registration.remove();
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
        security = Securities.of(next, clock);
        link.reconfigure(next, new Credentials(security, Optional.empty()));
        boolean stays = binding()
                .map(bound -> bound.isFixed() ? hostInUseStays : isAllowedFrom(bound.address()))
                .orElse(true);
        registration.reconfigure(next, stays);
    }

    /** Whether the configuration lets this lower speak from there, bound or not. */
    boolean isAllowedFrom(SipPeer source) {
        if (!source.network().equals(config.network())) {
            return false;
        }
        boolean inBlock = config.allows(source.host());
        return !config.hosts().isEmpty()
                ? hosts.contains(source.host())
                        || (inBlock && !config.allowFrom().isEmpty())
                : inBlock;
    }

    /** Whether a request from there may be this lower's: allowed, and while it is bound, from the bound address. */
    public boolean isAt(SipPeer source) {
        return isAllowedFrom(source)
                && binding()
                        .map(bound -> bound.isFixed() || bound.isOnHostOf(source))
                        .orElse(true);
    }

    /** Whether it is registered from exactly there. */
    boolean isBoundTo(SipPeer source) {
        return isOnline() && peer().filter(source::equals).isPresent();
    }

    /** Whether it may be bound to that address on its word alone: it is there already, or is silent where it was. */
    boolean mayMoveTo(SipPeer source) {
        return registration.mayMoveTo(source);
    }

    /** A request of this lower came from there. */
    void proved(SipPeer source) {
        registration.heard();
        flows.note(source);
    }

    /** Something speaks for its being gone: it is asked whether it is there; see {@link LowerRegistration#suspect}. */
    public void suspect(String why) {
        registration.suspect(why);
    }

    /** Takes up the registration that the former process left, where the configuration still lets it speak from there. */
    void restore(LowerRecord record) {
        if (isAllowedFrom(record.address()) && config.redirectTo().isEmpty()) {
            registration.restore(record);
        } else {
            registration.forget();
        }
    }

    /** For requests of our own accord to it, one at a time. */
    public RequestTurn newTurn() {
        return ownRequests.newTurn();
    }

    /** The same where an upper waits for what comes of them. */
    public RequestTurn newUrgentTurn() {
        return ownRequests.newUrgentTurn();
    }

    /** Whether its registration is the one that it had before a restart of ours. */
    public boolean isResumed() {
        return registration.isResumed();
    }

    /** A REGISTER is about to be accepted; the future tells when the answer may leave. */
    Future<Void> keep(SipPeer source, String callId, Duration lifetime) {
        return registration.keep(source, callId, lifetime);
    }

    /** A REGISTER with Expires 0 is about to be accepted, as {@link #keep}. */
    Future<Void> forget() {
        return registration.forget();
    }

    /** A REGISTER was accepted. */
    void bind(SipPeer source, String callId, Duration lifetime) {
        registration.bind(source, callId, lifetime);
    }

    /** A REGISTER with Expires 0 was accepted. */
    void unbind() {
        registration.unbind();
    }

    /** Its REGISTER was answered with another platform's address. */
    void redirected(String target) {
        registration.redirected(target);
    }

    /** @return false where this lower has to register (again) before its keepalives count */
    boolean onKeepalive(SipPeer source) {
        return registration.onKeepalive(source);
    }

    private Optional<Binding> binding() {
        return registration.binding();
    }

    /** Its keepalive says that something there does not work. */
    void reportsFault() {
        status.failed(FailureKind.OWN_FAULT, "its keepalive says ERROR");
    }

    /**
     * Its keepalive names these of its devices, and no others, as failing.
     *
     * @return whether they are others than before
     */
    boolean reportsFailing(List<DeviceId> devices) {
        boolean changed = !devices.equals(failing);
        failing = devices;
        return changed;
    }

    /** The devices that its last keepalive named as failing; none since it was offline. */
    public List<DeviceId> failing() {
        return failing;
    }

    /** A REGISTER was not accepted. */
    void refused(FailureKind kind, String why) {
        status.registrationFailed(RegistrationResult.REJECTED, kind, why);
        refusals.tryTake()
                .ifPresent(suppressed -> LOG.atWarn()
                        .addKeyValue("peer", config.name())
                        .addKeyValue("cause", why)
                        .addKeyValue("suppressed", suppressed)
                        .log("registration of lower refused"));
    }

    /** A REGISTER that was accepted named its version of the protocol. */
    void namesVersion(String header) {
        status.namesVersion(header);
    }

    /** A REGISTER that was accepted told the time. */
    void tellsTime(String date) {
        status.tellsTime(date);
    }

    /** How far its clock is ahead of ours, as its last REGISTER told; empty where none did. */
    public Optional<Duration> clockOffset() {
        return status.clockOffset();
    }

    /** A REGISTER was answered 401. */
    void challenged() {
        status.challenged();
    }

    @Override
    public LowerDomainConfig config() {
        return config;
    }

    /** Key-frame request in the spelling of its profile. */
    public KeyFrameRequest keyFrameRequest() {
        return switch (config.profile().keyFrameName()) {
            case EDITION ->
                config.edition() == Edition.GB2022 ? KeyFrameRequest.EDITION_2022 : KeyFrameRequest.EDITION_2016;
            case I_FAME_CMD -> KeyFrameRequest.EDITION_2016;
            case I_FRAME_CMD -> KeyFrameRequest.EDITION_2022;
        };
    }

    /** Edition whose forms it reads and writes. */
    public GbEdition edition() {
        return GbEdition.valueOf(config.edition().name());
    }

    /** Id that a command about one of its channels is addressed to. */
    public String commandTarget(DeviceId channel) {
        return switch (config.profile().commandTarget()) {
            case CHANNEL -> channel.value();
            case PLATFORM -> config.deviceId();
        };
    }

    @Override
    public DomainReport report() {
        return status;
    }

    @Override
    public Optional<SipPeer> peer() {
        return binding().map(Binding::address);
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
        return "lower " + name();
    }
}
