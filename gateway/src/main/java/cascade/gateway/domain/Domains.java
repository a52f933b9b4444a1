package cascade.gateway.domain;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.SipConfig;
import cascade.config.UpperDomainConfig;
import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.peer.SipSide;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.sip.PeerNames;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.monitoring.DomainMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All configured platforms, and whose a message is: a platform's when its source address <em>and</em> the id in its From
 * fit; neither alone is enough.
 *
 * <p>Made before the SIP endpoint, which asks it for names; {@link #start} begins to register. Control loop only.
 */
public final class Domains implements PeerNames {

    /** One platform id on one network is one domain; the check of the configuration sees to that. */
    private record Identity(String network, String deviceId) {
        static Identity of(DomainConfig config) {
            return new Identity(config.network(), config.deviceId());
        }
    }

    private final SourceIndex<Domain> sources = new SourceIndex<>();
    private final Listeners<UpperDomain> upperListeners = new Listeners<>();
    private final Listeners<LowerDomain> lowerListeners = new Listeners<>();
    private final Map<Identity, UpperDomain> uppers = new LinkedHashMap<>();
    private final Map<Identity, LowerDomain> lowers = new LinkedHashMap<>();
    private final Map<String, Domain> byName = new LinkedHashMap<>();
    private final SipSide sip = SipSide.of(this::endpoint);
    private final DomainContext context;
    private final UnknownSources strangers;
    private final Registrar registrar;
    private SipConfig settings;
    private @Nullable SipEndpoint endpoint;

    /**
     * @param meters counts registrations and keepalives; every domain must have been added to it
     * @param observer counts who is turned away
     */
    public Domains(GatewayConfig config, Vertx vertx, DomainMeters meters, SipObserver observer) {
        this(
                config.uppers().values(),
                config.lowers().values(),
                config.sip(),
                DomainContext.of(vertx, meters, observer));
    }

    Domains(
            Collection<UpperDomainConfig> upperConfigs,
            Collection<LowerDomainConfig> lowerConfigs,
            SipConfig settings,
            DomainContext context) {
        this.settings = settings;
        this.context = context;
        strangers = new UnknownSources(this, settings.unknownSource(), context);
        registrar = new Registrar(this, strangers, settings, context);
        upperConfigs.forEach(this::put);
        lowerConfigs.forEach(this::put);
    }

    private UpperDomain put(UpperDomainConfig config) {
        var domain = new UpperDomain(config, sip, () -> settings.requestTimeout(), context, sources, upperListeners);
        uppers.put(Identity.of(config), domain);
        byName.put(config.name(), domain);
        return domain;
    }

    private LowerDomain put(LowerDomainConfig config) {
        var domain = new LowerDomain(config, sip, context, sources, lowerListeners);
        lowers.put(Identity.of(config), domain);
        byName.put(config.name(), domain);
        addBlocks(domain, config);
        return domain;
    }

    private void addBlocks(LowerDomain domain, LowerDomainConfig config) {
        config.allowFrom().forEach(block -> sources.add(config.network(), block, domain));
    }

    private void removeBlocks(LowerDomain domain, LowerDomainConfig config) {
        config.allowFrom().forEach(block -> sources.remove(config.network(), block, domain));
    }

    private SipEndpoint endpoint() {
        if (endpoint == null) {
            throw new IllegalStateException("domains are not started");
        }
        return endpoint;
    }

    /**
     * Speaks through {@code sipEndpoint}, which listens already, from now on.
     *
     * @return when the configured hosts have been looked up; registrations go on by themselves
     */
    public Future<Void> start(SipEndpoint sipEndpoint) {
        endpoint = sipEndpoint;
        Stream<Future<Void>> lookUps = Stream.concat(
                lowers.values().stream().map(LowerDomain::start),
                uppers.values().stream().map(UpperDomain::start));
        return Future.join(lookUps.toList()).mapEmpty();
    }

    /** De-registers from all uppers, waiting for their answers no longer than that; always succeeds. */
    public Future<Void> stop(Duration patience) {
        lowers.values().forEach(lower -> lower.stop(OfflineReason.SHUTDOWN));
        return Future.join(uppers.values().stream()
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
        Domain gone = byName.get(name);
        return switch (gone) {
            case null -> Future.succeededFuture();
            case UpperDomain upper -> {
                upperListeners.onRemoved(upper);
                byName.remove(name);
                uppers.remove(Identity.of(upper.config()));
                yield upper.remove(patience);
            }
            case LowerDomain lower -> {
                lowerListeners.onRemoved(lower);
                byName.remove(name);
                lowers.remove(Identity.of(lower.config()));
                removeBlocks(lower, lower.config());
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
                removeBlocks(domain, old);
                addBlocks(domain, config);
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
        return Optional.ofNullable(uppers.get(new Identity(source.network(), fromUser)))
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
        return lowerById(source, fromUser).filter(lower -> lower.isAt(source)).map(lower -> {
            lower.proved(source);
            return lower;
        });
    }

    /** The lower of that id on the source's network, wherever it may come from. */
    Optional<LowerDomain> lowerById(SipPeer source, String deviceId) {
        return Optional.ofNullable(lowers.get(new Identity(source.network(), deviceId)));
    }

    boolean isKnownId(SipPeer source, String deviceId) {
        Identity identity = new Identity(source.network(), deviceId);
        return uppers.containsKey(identity) || lowers.containsKey(identity);
    }

    /** The domain that a stranger comes nearest: that of the id that it names, else one that may speak from there. */
    Optional<Domain> nearest(SipPeer source, String deviceId) {
        Identity identity = new Identity(source.network(), deviceId);
        return Optional.<Domain>ofNullable(uppers.get(identity))
                .or(() -> Optional.ofNullable(lowers.get(identity)))
                .or(() -> sources.findAll(source).stream().findFirst());
    }

    @Override
    public Optional<String> domainOfId(SipPeer source, String fromUser) {
        Identity identity = new Identity(source.network(), fromUser);
        return Optional.<Domain>ofNullable(lowers.get(identity))
                .or(() -> Optional.ofNullable(uppers.get(identity)))
                .map(Domain::name);
    }

    /** By address alone, for budgets and metrics; the first that fits where several share an address. */
    @Override
    public Optional<String> domainOf(SipPeer source) {
        return sources.find(source).map(Domain::name);
    }

    /** By address alone: by a configured host, an allow-from block, or where a lower is bound. */
    @Override
    public Set<String> domainsAt(SipPeer source) {
        return sources.findAll(source).stream().map(Domain::name).collect(Collectors.toUnmodifiableSet());
    }

    public Optional<Domain> domain(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<UpperDomain> upper(String name) {
        return byName.get(name) instanceof UpperDomain upper ? Optional.of(upper) : Optional.empty();
    }

    public Optional<LowerDomain> lower(String name) {
        return byName.get(name) instanceof LowerDomain lower ? Optional.of(lower) : Optional.empty();
    }

    /** Uppers first, in the order of the configuration. */
    public List<Domain> all() {
        return List.copyOf(byName.values());
    }

    public List<UpperDomain> uppers() {
        return List.copyOf(uppers.values());
    }

    public List<LowerDomain> lowers() {
        return List.copyOf(lowers.values());
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
