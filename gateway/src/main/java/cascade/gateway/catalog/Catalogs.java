package cascade.gateway.catalog;

import cascade.config.GatewayConfig;
import cascade.config.Permission;
import cascade.gateway.catalog.share.Resolution;
import cascade.gateway.catalog.share.ShareProblem;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.tree.CatalogChange;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.DomainListener;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.OfflineReason;
import cascade.gateway.domain.PeerBodies;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.ServerTransaction;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.time.Timers;
import cascade.monitoring.CatalogMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The catalogs of all domains. Made before the domains start, follows them by itself from then on. Control loop only.
 */
public final class Catalogs {

    private final GatewayConfig config;
    private final ChannelTree tree;
    private final CatalogMeters meters;
    private final Problems problems;
    private final PeerBodies bodies;
    private final Map<String, CollectedCatalog> collected = new HashMap<>();
    private final Map<String, ServedCatalog> served = new HashMap<>();

    /** @param observer counts what is refused */
    public Catalogs(
            GatewayConfig config,
            Vertx vertx,
            Domains domains,
            PeerBodies bodies,
            CatalogMeters meters,
            SipObserver observer) {
        this.config = config;
        this.meters = meters;
        tree = new ChannelTree(config.catalog().maxItems());
        problems = new Problems(observer, System::nanoTime);
        this.bodies = bodies;
        var shared = new Collaborators(
                tree,
                config.catalog(),
                meters,
                problems,
                Timers.of(vertx),
                System::nanoTime,
                RandomGenerator.getDefault());
        domains.lowers().forEach(lower -> collected.put(lower.name(), new CollectedCatalog(lower, shared)));
        domains.uppers().forEach(upper -> served.put(upper.name(), served(upper, shared)));
        tree.addListener(this::onChange);
        domains.addLowerListener(new LowerWatch());
        domains.addUpperListener(new UpperWatch());
    }

    private ServedCatalog served(UpperDomain upper, Collaborators shared) {
        var ourselves = new Ourselves(upper.config(), config.userAgent(), InstantSource.system());
        var view = new ShareView(
                upper.config(), config.lowers(), tree, ourselves.item(), problem -> onShareProblem(upper, problem));
        return new ServedCatalog(
                upper,
                view,
                ourselves,
                new AnswerSender(upper, shared),
                new UpperSubscriptions(upper, view, shared, config.sip().requestTimeout()),
                problems);
    }

    /** A MESSAGE of a known peer; everything but Keepalive. */
    public void onMessage(ServerTransaction transaction, ManscdpMessage message, Domain sender) {
        switch (sender) {
            case UpperDomain upper -> of(upper).onMessage(transaction, message);
            case LowerDomain lower -> of(lower).onMessage(transaction, message);
        }
    }

    /** A SUBSCRIBE of an upper, in a dialog or not. */
    public void onSubscribe(ServerTransaction transaction, UpperDomain sender) {
        bodies.read(transaction, sender, body -> of(sender).onSubscribe(transaction, body));
    }

    /** A NOTIFY of a lower. */
    public void onNotify(ServerTransaction transaction, LowerDomain sender) {
        bodies.read(transaction, sender, body -> of(sender).onNotify(transaction, body));
    }

    /** What an id means that this upper uses, if it may use it so. */
    public Resolution resolve(UpperDomain upper, DeviceId exportedId, Permission purpose) {
        return of(upper).view().resolve(exportedId, purpose);
    }

    /** What an upper sees. */
    public ShareView view(String upper) {
        ServedCatalog catalog = served.get(upper);
        if (catalog == null) {
            throw new IllegalArgumentException("upper: " + upper + " (expected: a configured upper domain)");
        }
        return catalog.view();
    }

    /** What the lowers told. */
    public ChannelTree tree() {
        return tree;
    }

    /** Queries a lower's catalog now, if it is online. */
    public void refresh(LowerDomain lower) {
        of(lower).refresh();
    }

    /** Ends our subscriptions at the lowers; the future tells when they have answered, or not. */
    public Future<Void> close() {
        served.values().forEach(ServedCatalog::onOffline);
        return Future.join(
                        collected.values().stream().map(CollectedCatalog::end).toList())
                .mapEmpty();
    }

    private void onChange(String lower, List<CatalogChange> changes) {
        meters.channels(lower, tree.devicesOn(lower), tree.devicesOff(lower));
        served.values().forEach(catalog -> catalog.onChange(lower, changes));
    }

    private void onShareProblem(UpperDomain upper, ShareProblem problem) {
        problems.note(
                upper.name(),
                Problem.NOT_SHOWN,
                "shared channel cannot be shown, give it an id of its own in map",
                line -> line.addKeyValue("channel", problem.ref())
                        .addKeyValue("gbId", problem.exportedId())
                        .addKeyValue("cause", problem.kind())
                        .addKeyValue("heldBy", problem.heldBy()));
    }

    private ServedCatalog of(UpperDomain upper) {
        return Objects.requireNonNull(served.get(upper.name()));
    }

    private CollectedCatalog of(LowerDomain lower) {
        return Objects.requireNonNull(collected.get(lower.name()));
    }

    private final class LowerWatch implements DomainListener<LowerDomain> {
        @Override
        public void onOnline(LowerDomain lower) {
            of(lower).onOnline();
        }

        @Override
        public void onRegisteredAnew(LowerDomain lower) {
            of(lower).onRegisteredAnew();
        }

        @Override
        public void onOffline(LowerDomain lower, OfflineReason reason) {
            of(lower).onOffline();
        }
    }

    private final class UpperWatch implements DomainListener<UpperDomain> {
        @Override
        public void onOnline(UpperDomain upper) {
            of(upper).onOnline();
        }

        @Override
        public void onOffline(UpperDomain upper, OfflineReason reason) {
            of(upper).onOffline();
        }
    }
}
