package cascade.gateway;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.NetworkConfig;
import cascade.gateway.admin.AdminServer;
import cascade.gateway.admin.AdminSettings;
import cascade.gateway.admin.LoopLag;
import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.admin.view.ReloadOutcome;
import cascade.gateway.call.Calls;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.domain.DomainListener;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.OfflineReason;
import cascade.gateway.domain.PeerBodies;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpReader;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.gb.manscdp.XmlLimits;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.relay.MediaPlanes;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipEndpoint;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.time.Timers;
import cascade.monitoring.Meters;
import cascade.monitoring.OrphanKind;
import cascade.monitoring.ReloadResult;
import cascade.monitoring.Role;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One gateway: built from a configuration, started from the bottom up, stopped from the top down. {@link #start} and
 * {@link #close} may be called from any thread; everything inside lives on one Vert.x context, the control loop.
 */
public final class Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final Vertx vertx;
    private final Timers timers;
    private final Context control;
    private final GatewayConfig config;
    private final DatagramFilter filter;
    private final Supplier<Future<LoadResult>> source;
    private final Meters meters = new Meters();
    private final LoopLag loopLag;
    private final List<ListeningPoint> listeningPoints = new ArrayList<>();
    private @Nullable MediaPlane media;
    private @Nullable SipEndpoint endpoint;
    private @Nullable Domains domains;
    private @Nullable Catalogs catalogs;
    private @Nullable Calls calls;
    private @Nullable MediaSampler sampler;
    private @Nullable AdminServer admin;
    private int adminPort;
    private Runnable reaper = () -> {};

    public Gateway(Vertx vertx, GatewayConfig config) {
        this(vertx, config, DatagramFilter.ALL_PASS, () -> Future.succeededFuture(new LoadResult.Loaded(config)));
    }

    /**
     * @param filter loses SIP datagrams on purpose, for tests
     * @param source reads the configuration again when the operator asks
     */
    public Gateway(Vertx vertx, GatewayConfig config, DatagramFilter filter, Supplier<Future<LoadResult>> source) {
        this.vertx = vertx;
        this.timers = Timers.of(vertx);
        this.control = vertx.getOrCreateContext();
        this.config = config;
        this.filter = filter;
        this.source = source;
        this.loopLag = new LoopLag("control", control, LoopLag.Settings.defaults(), System::nanoTime);
    }

    /** Succeeds when all listening points are up; fails with what could not be started, everything closed again. */
    public Future<Gateway> start() {
        return onControl(() -> warmUp().compose(warm -> startMedia())
                .compose(plane -> startSip(plane))
                .compose(listening -> startAdmin())
                .map(this)
                .recover(cause -> close().transform(closed -> Future.failedFuture(cause))));
    }

    /** The first XML body loads and compiles its bindings; that must not happen on the control loop. */
    private Future<Void> warmUp() {
        return vertx.executeBlocking(() -> {
            var query = CatalogQuery.of(1, new DeviceId(config.deviceId()));
            byte[] body = new ManscdpWriter(StandardCharsets.UTF_8).write(query);
            new ManscdpReader(xmlLimits()).read(body, StandardCharsets.UTF_8);
            return null;
        });
    }

    private Future<MediaPlane> startMedia() {
        config.uppers().keySet().forEach(name -> meters.addDomain(name, Role.UPPER));
        config.lowers().keySet().forEach(name -> meters.addDomain(name, Role.LOWER));
        return MediaPlanes.start(control, MediaSettingsOf.config(config), MediaSettingsOf.networks(config))
                .onSuccess(plane -> {
                    media = plane;
                    sampler = new MediaSampler(timers, plane, meters.media(), config);
                });
    }

    private Future<Void> startSip(MediaPlane plane) {
        SipSettings settings = SipSettingsOf.config(config);
        var observer = new SipMetering(meters.sip());
        var peers = new Domains(config, vertx, meters.domains(), observer);
        var sip = new SipEndpoint(vertx, settings, peers, observer, filter);
        domains = peers;
        endpoint = sip;
        var bodies = new PeerBodies(new ManscdpReader(xmlLimits()), observer);
        var shared = new Catalogs(config, vertx, peers, bodies, meters.catalog(), observer);
        catalogs = shared;
        var bridge = new Calls(
                vertx, sip, plane, config, new SharedChannels(shared, peers), meters.calls(), InstantSource.system());
        calls = bridge;
        sip.handler(new RequestRouter(peers, shared, bridge, bodies));
        peers.addUpperListener(new DomainListener<UpperDomain>() {
            @Override
            public void onOffline(UpperDomain upper, OfflineReason reason) {
                bridge.onUpperOffline(upper);
            }
        });
        peers.addLowerListener(new DomainListener<LowerDomain>() {
            @Override
            public void onOffline(LowerDomain lower, OfflineReason reason) {
                bridge.onLowerOffline(lower);
            }
        });
        startReaper(bridge);
        return listen(sip).onSuccess(listening -> peers.start(sip));
    }

    private XmlLimits xmlLimits() {
        return new XmlLimits(
                config.catalog().maxBodyBytes(),
                config.catalog().maxDepth(),
                XmlLimits.DEFAULTS.maxTextChars(),
                XmlLimits.DEFAULTS.maxItems());
    }

    private Future<Void> listen(SipEndpoint sip) {
        List<Future<ListeningPoint>> opening = config.networks().values().stream()
                .map((NetworkConfig network) ->
                        sip.listen(SipSettingsOf.listeningPoint(network)).onSuccess(listeningPoints::add))
                .toList();
        return Future.all(opening).mapEmpty();
    }

    private void startReaper(Calls bridge) {
        reaper = timers.every(
                config.call().reaperInterval(),
                () -> bridge.orphans()
                        .onSuccess(this::report)
                        .onFailure(cause -> LOG.atWarn()
                                .addKeyValue("cause", cause.getMessage())
                                .log("dialogs, legs and ports could not be compared")));
    }

    private void report(Calls.Orphans orphans) {
        meters.runtime().orphans(OrphanKind.DIALOG, Math.toIntExact(orphans.dialogs()));
        meters.runtime().orphans(OrphanKind.LEG, Math.toIntExact(orphans.legs()));
        meters.runtime().orphans(OrphanKind.PORT, Math.toIntExact(orphans.ports()));
        if (orphans.dialogs() + orphans.legs() + orphans.ports() > 0) {
            LOG.atError().addKeyValue("orphans", orphans).log("something has no owner");
        }
    }

    private Future<Void> startAdmin() {
        loopLag.start(meters.runtime());
        var view = new GatewayView(
                java.util.Objects.requireNonNull(domains),
                java.util.Objects.requireNonNull(catalogs),
                java.util.Objects.requireNonNull(calls),
                this::checks,
                () -> source.get().map(this::onConfigChange));
        var server = new AdminServer(
                control, AdminSettings.of(config.admin().bind(), config.admin().port()), view, meters, loopLag);
        admin = server;
        return server.start()
                .recover(cause -> Future.failedFuture(new IllegalStateException(
                        "admin " + config.admin().bind() + ":" + config.admin().port() + " cannot be bound: "
                                + cause.getMessage(),
                        cause)))
                .onSuccess(port -> adminPort = port)
                .mapEmpty();
    }

    /** Looks at a configuration that was read again. Any thread. */
    public ReloadOutcome onConfigChange(LoadResult result) {
        ReloadOutcome outcome = ConfigChange.outcome(config, result);
        switch (outcome) {
            case ReloadOutcome.Applied applied -> meters.runtime().configReload(ReloadResult.APPLIED);
            case ReloadOutcome.Unchanged unchanged -> meters.runtime().configReload(ReloadResult.UNCHANGED);
            case ReloadOutcome.Refused(var problems) -> {
                meters.runtime().configReload(ReloadResult.REFUSED);
                problems.forEach(problem -> LOG.atWarn()
                        .addKeyValue("cause", problem)
                        .log("configuration not taken over, the running one stays"));
            }
        }
        return outcome;
    }

    private List<HealthCheck> checks() {
        return listeningPoints.stream()
                .map(point -> new HealthCheck(
                        "sip-" + point.network(),
                        true,
                        point.authority() + " "
                                + point.transports().stream()
                                        .map(Enum::name)
                                        .sorted()
                                        .collect(Collectors.joining("+"))))
                .toList();
    }

    /** {@code host:port} of every SIP listening point. */
    public List<String> sipAddresses() {
        return listeningPoints.stream()
                .map(point -> point.host() + ":" + point.port())
                .toList();
    }

    /** {@code host:port} of the admin server. */
    public String adminAddress() {
        return config.admin().bind() + ":" + adminPort;
    }

    /** Ends all calls, de-registers, closes everything. Idempotent; always succeeds. */
    public Future<Void> close() {
        return onControl(() -> {
            reaper.run();
            loopLag.close();
            return closed("calls", bounded(calls == null ? Future.succeededFuture() : calls.close()))
                    .compose(done ->
                            closed("catalogs", bounded(catalogs == null ? Future.succeededFuture() : catalogs.close())))
                    .compose(done -> closed(
                            "domains",
                            domains == null
                                    ? Future.succeededFuture()
                                    : domains.stop(config.call().stopTimeout())))
                    .compose(done -> closed("admin", admin == null ? Future.succeededFuture() : admin.close()))
                    .compose(done -> closed("sip", endpoint == null ? Future.succeededFuture() : endpoint.close()))
                    .compose(done -> closeMedia())
                    .onComplete(done -> meters.close());
        });
    }

    private Future<Void> closeMedia() {
        if (sampler != null) {
            sampler.close();
        }
        return closed("media", media == null ? Future.succeededFuture() : media.close());
    }

    /** Peers that are gone must not hold up a stop. */
    private Future<Void> bounded(Future<Void> ending) {
        Promise<Void> done = Promise.promise();
        Runnable cancel = timers.after(config.call().stopTimeout(), done::tryComplete);
        ending.onComplete(end -> {
            cancel.run();
            done.tryComplete();
        });
        return done.future();
    }

    private static Future<Void> closed(String part, Future<Void> closing) {
        return closing.recover(cause -> {
            LOG.atWarn()
                    .addKeyValue("part", part)
                    .addKeyValue("cause", cause.getMessage())
                    .log("not closed cleanly");
            return Future.succeededFuture();
        });
    }

    private <T> Future<T> onControl(Supplier<Future<T>> work) {
        Promise<T> outcome = Promise.promise();
        control.runOnContext(go -> {
            try {
                work.get().onComplete(outcome);
            } catch (RuntimeException fault) {
                outcome.fail(fault);
            }
        });
        return outcome.future();
    }
}
