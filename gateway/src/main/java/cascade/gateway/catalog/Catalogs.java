package cascade.gateway.catalog;

import cascade.config.GatewayConfig;
import cascade.config.Permission;
import cascade.gateway.catalog.collect.CatalogAnswer;
import cascade.gateway.catalog.collect.CatalogNotifyPackage;
import cascade.gateway.catalog.collect.CollectedCatalog;
import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.catalog.keep.KeptTrees;
import cascade.gateway.catalog.serve.CatalogSubscribePackage;
import cascade.gateway.catalog.serve.ServedCatalog;
import cascade.gateway.catalog.serve.Settling;
import cascade.gateway.catalog.share.Resolution;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.tree.CatalogChange;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.dispatch.EventPackage;
import cascade.gateway.dispatch.NotServed;
import cascade.gateway.domain.DomainListener;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.store.RecordStore;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.time.Timers;
import cascade.gateway.time.Turns;
import cascade.monitoring.CatalogMeters;
import cascade.monitoring.SubscriptionMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catalogs of all domains: one collected from each lower, one served to each upper. Made before the domains start, follows
 * them by itself from then on; domains may come, change and go while it runs. Control loop only.
 */
public final class Catalogs {

    private static final Logger LOG = LoggerFactory.getLogger(Catalogs.class);

    private final Supplier<GatewayConfig> settings;
    private final ChannelTree tree;
    private final CatalogMeters meters;
    private final CatalogProblems problems;
    private final CatalogContext context;
    private final StartHold startHold;
    private final ShareViews views;
    private final CatalogRestoration restoration;
    private final Map<String, CollectedCatalog> collected = new LinkedHashMap<>();
    private final Map<String, ServedCatalog> served = new LinkedHashMap<>();

    /** Lowers whose settings have just changed. */
    private final Set<String> toReshare = new HashSet<>();

    /**
     * @param settings the configuration in force, read at the time of use: a reload replaces it
     * @param notServed answers queries for channels, which are not relayed
     * @param observer counts what is refused
     * @param kept subscriptions over a restart
     */
    public Catalogs(
            Supplier<GatewayConfig> settings,
            Vertx vertx,
            Domains domains,
            NotServed notServed,
            CatalogMeters meters,
            SubscriptionMeters subscriptions,
            SipObserver observer,
            KeptSubscriptions kept) {
        this(new CatalogContext(
                new ChannelTree(settings.get().catalog().maxItems()),
                settings,
                meters,
                subscriptions,
                new CatalogProblems(observer, System::nanoTime),
                notServed,
                Timers.of(vertx),
                System::nanoTime,
                RandomGenerator.getDefault(),
                kept));
        domains.lowers().forEach(this::onAdded);
        domains.uppers().forEach(this::onAdded);
        domains.addLowerListener(lowerListener());
        domains.addUpperListener(upperListener());
    }

    /** Without domains: they are added, and what they do is told to the listeners, by the caller. */
    public Catalogs(CatalogContext context) {
        this.context = context;
        this.settings = context.settings();
        this.meters = context.meters();
        this.tree = context.tree();
        this.problems = context.problems();
        this.startHold = new StartHold(context::config, context.nanoTime());
        Turns turns = Turns.of(context.timers());
        this.views = new ShareViews(context, turns, collected.values(), this::onViewMade);
        this.restoration = new CatalogRestoration(context, turns, collected);
        tree.addListener(this::onChange);
    }

    /**
     * Takes up the uppers' subscriptions that the former process served, before anything is received; what they are told goes
     * on when their upper is online.
     */
    public void restoreSubscriptions() {
        served.values().forEach(ServedCatalog::restoreSubscriptions);
    }

    /**
     * Takes over the channels that a former process kept, and keeps them from now on. To be called before anybody can ask for
     * a catalog: uppers know what they were told before, so that they are told nothing of it.
     *
     * @param worker where a city's records are read, off the loop
     */
    public Future<Void> keepIn(RecordStore store, Function<Callable<KeptTrees>, Future<KeptTrees>> worker) {
        return restoration
                .keepIn(store, worker)
                .onSuccess(done -> served.values().forEach(catalog -> catalog.restart(views.of(catalog.upper()))));
    }

    /** Follows lowers as they come and go. */
    public DomainListener<LowerDomain> lowerListener() {
        return CatalogsFollowDomains.ofLowers(lower -> Optional.ofNullable(collected.get(lower.name())));
    }

    /** Follows uppers as they come and go. */
    public DomainListener<UpperDomain> upperListener() {
        return CatalogsFollowDomains.ofUppers(upper -> Optional.ofNullable(served.get(upper.name())));
    }

    /** A lower is new in the configuration: its channels are shown to those uppers whose shares name it. */
    public void onAdded(LowerDomain lower) {
        collected.put(lower.name(), new CollectedCatalog(lower, context, this::onSettled));
        reshare(lower);
    }

    /** An upper is new in the configuration. */
    public void onAdded(UpperDomain upper) {
        served.put(
                upper.name(),
                new ServedCatalog(upper, views.of(upper), views.deviceOf(upper), context, settlingOf(upper)));
    }

    /** A lower has other settings: its subscription follows them, and what uppers see of it. */
    public void onReconfigured(LowerDomain lower) {
        of(lower).onReconfigured();
        reshare(lower);
    }

    /** An upper has another share, map, tree or permissions: its subscribers are told of the difference. */
    public void onReconfigured(UpperDomain upper) {
        of(upper).reshare(views.of(upper), views.deviceOf(upper));
    }

    /**
     * A lower has left the configuration: its channels leave the tree, and the uppers' subscribers are told.
     *
     * @return when the lower has answered the end of our subscription, or not
     */
    public Future<Void> onRemoved(LowerDomain lower) {
        @Nullable CollectedCatalog gone = collected.remove(lower.name());
        if (gone == null) {
            return Future.succeededFuture();
        }
        Future<Void> ended = gone.end();
        reshare(lower);
        restoration.forget(lower.name());
        tree.remove(lower.name());
        meters.channels(lower.name(), 0, 0);
        problems.forget(lower.name());
        return ended;
    }

    /** An upper has left the configuration: its subscriptions end, which it is told. */
    public void onRemoved(UpperDomain upper) {
        @Nullable ServedCatalog gone = served.remove(upper.name());
        if (gone != null) {
            gone.onRemoved();
            problems.forget(upper.name());
        }
    }

    /** In the next turn of the loop, once for all that change together: each view of a city is one of thousands of lowers. */
    private void reshare(LowerDomain changed) {
        if (served.isEmpty()) {
            return;
        }
        if (toReshare.isEmpty()) {
            context.timers().after(Turns.PAUSE, this::reshareChanged);
        }
        toReshare.add(changed.name());
    }

    private void reshareChanged() {
        Set<String> changed = Set.copyOf(toReshare);
        toReshare.clear();
        served.values().stream()
                .filter(catalog -> catalog.isSharedFrom(changed))
                .forEach(this::reshare);
        // one that has left is waited for no longer
        onSettled();
    }

    /** A fault in one view is no reason to leave the others as they were. */
    private void reshare(ServedCatalog catalog) {
        try {
            catalog.reshare(views.of(catalog.upper()), views.deviceOf(catalog.upper()));
        } catch (RuntimeException fault) {
            LOG.atError()
                    .addKeyValue("peer", catalog.upper().name())
                    .setCause(fault)
                    .log("the upper goes on seeing what it saw before lowers changed");
        }
    }

    private void onViewMade(UpperDomain upper) {
        @Nullable ServedCatalog catalog = served.get(upper.name());
        if (catalog != null) {
            catalog.onViewMade();
        }
    }

    /** A catalog command of an upper, or a query about ourselves. */
    public void onMessage(ServerTransaction transaction, UpperDomain sender, ManscdpMessage message) {
        of(sender).onMessage(transaction, message);
    }

    /** A catalog command of a lower, or its answer to a query. */
    public void onMessage(ServerTransaction transaction, LowerDomain sender, ManscdpMessage message) {
        of(sender).onMessage(transaction, message);
    }

    /** Event package of the uppers' catalog subscriptions. */
    public EventPackage<UpperDomain> subscribes() {
        return new CatalogSubscribePackage(this::of);
    }

    /** Event package of our catalog subscriptions at the lowers. */
    public EventPackage<LowerDomain> notifies() {
        return new CatalogNotifyPackage(this::of);
    }

    /** Meaning of an id that this upper uses, if it may use it so. */
    public Resolution resolve(UpperDomain upper, DeviceId exportedId, Permission purpose) {
        return of(upper).view().resolve(exportedId, purpose);
    }

    /** Our name as a device. */
    public String ownName() {
        return settings.get().userAgent();
    }

    /**
     * Time in which an id that this upper uses and that is not found may still appear: after a start, until the lowers
     * were heard that may show it. Empty when they were, or it was waited long enough.
     */
    public Optional<Duration> settling(UpperDomain upper, DeviceId exportedId) {
        return settlingOf(upper).left(exportedId);
    }

    private Settling settlingOf(UpperDomain upper) {
        return startHold.of(() -> of(upper).view(), () -> collected.values().stream());
    }

    private void onSettled() {
        served.values().forEach(ServedCatalog::onHeard);
    }

    /** Channels and nodes as an upper sees them. */
    public ShareView view(String upper) {
        ServedCatalog catalog = served.get(upper);
        if (catalog == null) {
            throw new IllegalArgumentException("upper: " + upper + " (expected: a configured upper domain)");
        }
        return catalog.view();
    }

    /** Channels and nodes as the lowers told of them. */
    public ChannelTree tree() {
        return tree;
    }

    /** Timers of the control loop, for who reads the catalogs some at a time. */
    public Timers timers() {
        return context.timers();
    }

    /** The lower's last answer to a catalog query, in numbers. */
    public CatalogAnswer lastAnswer(LowerDomain lower) {
        return of(lower).lastAnswer();
    }

    /** Ends our subscriptions at the lowers; the future tells when they have answered, or not. */
    public Future<Void> close() {
        served.values().forEach(ServedCatalog::close);
        // first, while the lowers are as they were
        Future<Void> kept = restoration.close();
        return Future.join(Stream.concat(
                                Stream.of(kept), collected.values().stream().map(CollectedCatalog::end))
                        .toList())
                .mapEmpty();
    }

    private void onChange(String lower, List<CatalogChange> changes) {
        meters.channels(lower, tree.devicesOn(lower), tree.devicesOff(lower));
        served.values().forEach(catalog -> catalog.onChange(lower, changes));
    }

    private ServedCatalog of(UpperDomain upper) {
        return Objects.requireNonNull(served.get(upper.name()));
    }

    private CollectedCatalog of(LowerDomain lower) {
        return Objects.requireNonNull(collected.get(lower.name()));
    }
}
