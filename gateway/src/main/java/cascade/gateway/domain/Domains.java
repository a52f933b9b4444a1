package cascade.gateway.domain;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import cascade.config.gateway.SipConfig;
import cascade.gateway.domain.pace.OwnRequests;
import cascade.gateway.domain.peer.SipSide;
import cascade.gateway.domain.security.PeerSecurity;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.sip.PeerNames;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.store.RecordStore;
import cascade.monitoring.DomainMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All configured platforms, and whose a message is: a platform's when its source address <em>and</em> the id in its From
 * fit; neither alone is enough.
 *
 * <p>Made before the SIP endpoint, which asks for {@link #names}; {@link #start} begins to register. Control loop only.
 */
public final class Domains {

    private final DomainDirectory directory = new DomainDirectory();
    private final Listeners<UpperDomain> upperListeners = new Listeners<>();
    private final Listeners<LowerDomain> lowerListeners = new Listeners<>();
    private final SipSide sip = SipSide.of(this::endpoint);
    private final DomainContext context;
    private final UnknownSources strangers;
    private final Registrar registrar;
    private final OwnRequests ownRequests;
    private SipConfig settings;
    private FailingDevices failing = FailingDevices.NONE;
    private @Nullable SipEndpoint endpoint;

    /**
     * @param meters counts registrations and keepalives; every domain must have been added to it
     * @param observer counts who is turned away
     * @param store keeps registrations, in both directions
     */
    public Domains(GatewayConfig config, Vertx vertx, DomainMeters meters, SipObserver observer, RecordStore store) {
        this(
                config.uppers().values(),
                config.lowers().values(),
                config.sip(),
                DomainContext.of(vertx, meters, observer, store));
    }

    Domains(
            Collection<UpperDomainConfig> upperConfigs,
            Collection<LowerDomainConfig> lowerConfigs,
            SipConfig settings,
            DomainContext context) {
        this.settings = settings;
        this.context = context;
        ownRequests = new OwnRequests(
                () -> this.settings.ownRequestsRate(), this::admittedShare, context.timers(), context.nanoTime());
        strangers = new UnknownSources(directory, settings.unknownSource(), context);
        registrar = new Registrar(directory, strangers, settings, context);
        upperConfigs.forEach(this::put);
        lowerConfigs.forEach(this::put);
    }

    private UpperDomain put(UpperDomainConfig config) {
        var domain = new UpperDomain(
                config,
                sip,
                () -> settings.requestTimeout(),
                context,
                directory.sources(),
                (upper, most) -> failing.shownTo(upper, most),
                upperListeners);
        directory.add(domain);
        return domain;
    }

    private LowerDomain put(LowerDomainConfig config) {
        var domain = new LowerDomain(config, sip, context, directory.sources(), ownRequests, lowerListeners);
        directory.add(domain);
        return domain;
    }

    private double admittedShare() {
        return endpoint == null ? 1 : endpoint.admittedShare();
    }

    /** Requests of our own accord that wait for their turn. Any thread. */
    public int waitingRequests() {
        return ownRequests.waiting();
    }

    private SipEndpoint endpoint() {
        if (endpoint == null) {
            throw new IllegalStateException("domains are not started");
        }
        return endpoint;
    }

    /** Speaks through {@code sipEndpoint} from now on: a lower may register as soon as its network listens. */
    public void connect(SipEndpoint sipEndpoint) {
        endpoint = sipEndpoint;
    }

    /**
     * Before anything is received: takes up the registrations of lowers that the former process left, and knows where uppers
     * are. What they say between our listening and {@link #start} is theirs, as all else.
     */
    public void restore() {
        directory.uppers().forEach(UpperDomain::knowAddresses);
        directory
                .lowers()
                .forEach(lower -> context.kept().restoredLower(lower.name()).ifPresent(lower::restore));
    }

    /** As {@link #start(SipEndpoint, boolean)}; registrations that go on are refreshed when they are due. */
    public Future<Void> start(SipEndpoint sipEndpoint) {
        return start(sipEndpoint, false);
    }

    /**
     * Begins to register, through {@code sipEndpoint}, which listens already; registrations of the former process go on.
     *
     * @param refreshAtOnce whether those are refreshed before they are due
     * @return when the configured hosts have been looked up; registrations go on by themselves
     */
    public Future<Void> start(SipEndpoint sipEndpoint, boolean refreshAtOnce) {
        connect(sipEndpoint);
        List<Future<Void>> lookUps = Stream.concat(
                        directory.lowers().stream().map(LowerDomain::start),
                        directory.uppers().stream()
                                .map(upper -> upper.start(context.kept().restoredUpper(upper.name()), refreshAtOnce)))
                .toList();
        context.kept().settle(names(directory.lowers()), names(directory.uppers()));
        return Future.join(lookUps).mapEmpty();
    }

    private static Set<String> names(List<? extends Domain> domains) {
        return domains.stream().map(Domain::name).collect(Collectors.toSet());
    }

    /** Stops without a word to anybody: the next process goes on with the registrations, in both directions. */
    public void rest() {
        ownRequests.close();
        directory.lowers().forEach(lower -> lower.stop(OfflineReason.SHUTDOWN));
        directory.uppers().forEach(UpperDomain::rest);
    }

    /** De-registers from all uppers, waiting for their answers no longer than that; always succeeds. */
    public Future<Void> stop(Duration patience) {
        ownRequests.close();
        directory.lowers().forEach(lower -> lower.stop(OfflineReason.SHUTDOWN));
        return Future.join(directory.uppers().stream()
                        .map(upper -> upper.stop(patience, OfflineReason.SHUTDOWN))
                        .toList())
                .mapEmpty();
    }

    /** Takes in one more domain while we run: it is known from now on, an upper is registered with. */
    public void add(DomainConfig config) {
        switch (config) {
            case UpperDomainConfig upper -> {
                UpperDomain domain = put(upper);
                upperListeners.onAdded(domain);
                domain.start();
            }
            case LowerDomainConfig lower -> {
                LowerDomain domain = put(lower);
                lowerListeners.onAdded(domain);
                domain.start();
            }
        }
    }

    /**
     * Lets a domain go while we run: the listeners end what they have with it, then an upper is de-registered from and a
     * lower's binding ends. Its name and id are free at once.
     *
     * @return when the upper has answered or {@code patience} is over; always succeeds
     */
    public Future<Void> remove(String name, Duration patience) {
        return switch (directory.domain(name).orElse(null)) {
            case null -> Future.succeededFuture();
            case UpperDomain upper -> {
                upperListeners.onRemoved(upper);
                directory.remove(upper);
                yield upper.remove(patience);
            }
            case LowerDomain lower -> {
                lowerListeners.onRemoved(lower);
                directory.remove(lower);
                registrar.forget(lower);
                lower.remove();
                yield Future.succeededFuture();
            }
        };
    }

    /**
     * Gives a domain another configuration while we run. Its identity (name, role, network, id) is the same; whatever needs
     * it is redone: see {@link UpperDomain} and {@link LowerDomain}.
     */
    public void reconfigure(DomainConfig next) {
        switch (next) {
            case UpperDomainConfig config -> {
                UpperDomain domain = upper(next.name()).orElseThrow(() -> unknown(next));
                DomainConfig old = domain.config();
                domain.reconfigure(config);
                upperListeners.onReconfigured(domain, old);
            }
            case LowerDomainConfig config -> {
                LowerDomain domain = lower(next.name()).orElseThrow(() -> unknown(next));
                LowerDomainConfig old = domain.config();
                directory.replaceBlocks(domain, config);
                registrar.forget(domain);
                domain.reconfigure(config);
                lowerListeners.onReconfigured(domain, old);
            }
        }
    }

    private static IllegalArgumentException unknown(DomainConfig config) {
        return new IllegalArgumentException("domain: " + config.name() + " (expected: one of that role)");
    }

    /** Goes on by other settings of the SIP side: lifetimes and limits of what comes next. */
    public void reconfigure(SipConfig next) {
        settings = next;
        strangers.reconfigure(next.unknownSource());
        registrar.reconfigure(next);
    }

    /**
     * The upper that a request is from: it comes from one of its hosts and its From user is its id. The connection that it
     * came on is the upper's newest flow from now on.
     */
    public Optional<UpperDomain> upperOf(SipPeer source, String fromUser) {
        return directory
                .upperById(source, fromUser)
                .filter(upper -> upper.isAt(source))
                .map(upper -> {
                    upper.proved(source);
                    return upper;
                });
    }

    /**
     * The lower that a request is from: its From user is its id, and it comes from where that lower is bound, or while it
     * is not bound, from where it may come. Whether it is online is for the caller to ask. The connection that the request
     * came on is the lower's newest flow from now on.
     */
    public Optional<LowerDomain> lowerOf(SipPeer source, String fromUser) {
        return directory
                .lowerById(source, fromUser)
                .filter(lower -> lower.isAt(source))
                .map(lower -> {
                    lower.proved(source);
                    return lower;
                });
    }

    /** Names failing devices in the keepalives to the uppers from now on. */
    public void nameFailing(FailingDevices devices) {
        failing = devices;
    }

    /** Security of the hop to the platform that a request names in its From, wherever it comes from. */
    public PeerSecurity securityOf(SipPeer source, String fromUser) {
        return directory
                .domainOfId(source, fromUser)
                .flatMap(directory::domain)
                .map(Domain::security)
                .orElse(PeerSecurity.NONE);
    }

    /** Names of the domains by source, for the SIP endpoint. */
    public PeerNames names() {
        return directory;
    }

    DomainDirectory directory() {
        return directory;
    }

    public Optional<Domain> domain(String name) {
        return directory.domain(name);
    }

    public Optional<UpperDomain> upper(String name) {
        return domain(name).filter(UpperDomain.class::isInstance).map(UpperDomain.class::cast);
    }

    public Optional<LowerDomain> lower(String name) {
        return domain(name).filter(LowerDomain.class::isInstance).map(LowerDomain.class::cast);
    }

    /** Uppers first, in the order of the configuration. */
    public List<Domain> all() {
        return directory.all();
    }

    public List<UpperDomain> uppers() {
        return directory.uppers();
    }

    public List<LowerDomain> lowers() {
        return directory.lowers();
    }

    public void addUpperListener(DomainListener<UpperDomain> listener) {
        upperListeners.add(listener);
    }

    public void addLowerListener(DomainListener<LowerDomain> listener) {
        lowerListeners.add(listener);
    }

    /** Answers REGISTER and Keepalive. */
    public Registrar registrar() {
        return registrar;
    }

    /** Answers those who are nobody's. */
    public UnknownSources strangers() {
        return strangers;
    }
}
