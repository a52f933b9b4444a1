package cascade.gateway;

import cascade.address.IpText;
import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.config.gateway.AdminConfig;
import cascade.gateway.admin.AdminServer;
import cascade.gateway.admin.LoopLag;
import cascade.gateway.admin.view.CapacityView;
import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.admin.view.InfoView;
import cascade.gateway.admin.view.ReloadOutcome;
import cascade.gateway.assembly.AdminSettingsMapping;
import cascade.gateway.assembly.AssessedPlatforms;
import cascade.gateway.assembly.BuildInfo;
import cascade.gateway.assembly.CallMessages;
import cascade.gateway.assembly.Closing;
import cascade.gateway.assembly.DispatchTables;
import cascade.gateway.assembly.FeaturesFollowDomains;
import cascade.gateway.assembly.ListeningPoints;
import cascade.gateway.assembly.MannersWatch;
import cascade.gateway.assembly.ManscdpBindings;
import cascade.gateway.assembly.MediaSettingsMapping;
import cascade.gateway.assembly.MessageFeatures;
import cascade.gateway.assembly.OrphanReports;
import cascade.gateway.assembly.QualityReports;
import cascade.gateway.assembly.ServiceReports;
import cascade.gateway.assembly.SharedChannels;
import cascade.gateway.assembly.SipSettingsMapping;
import cascade.gateway.assembly.Survival;
import cascade.gateway.assembly.Traces;
import cascade.gateway.assembly.metering.GatewayMeters;
import cascade.gateway.assembly.metering.SipMetering;
import cascade.gateway.assembly.reload.LiveConfig;
import cascade.gateway.assembly.reload.Reloader;
import cascade.gateway.assembly.reload.RunningParts;
import cascade.gateway.assembly.view.CapacityViews;
import cascade.gateway.assembly.view.Drain;
import cascade.gateway.assembly.view.GatewayView;
import cascade.gateway.assembly.view.MannersViews;
import cascade.gateway.assembly.view.PathReader;
import cascade.gateway.assembly.view.SettingsJson;
import cascade.gateway.assembly.view.TraceViews;
import cascade.gateway.assessment.Assessments;
import cascade.gateway.call.Calls;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.dispatch.NotServed;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.PeerBodies;
import cascade.gateway.domain.hop.Hops;
import cascade.gateway.event.Events;
import cascade.gateway.gb.manscdp.ManscdpReader;
import cascade.gateway.handover.ServiceManager;
import cascade.gateway.logging.LogOutput;
import cascade.gateway.manners.Manners;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.relay.plane.MediaPlanes;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordStore;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.time.Timers;
import cascade.monitoring.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final LiveConfig live;
    private final DatagramFilter filter;
    private final ServiceManager service;
    private final Reloader reloader;
    private final Meters meters = new Meters();
    private final LoopLag loopLag;
    private final ManscdpReader bodies;
    private Optional<Survival> survival = Optional.empty();
    private Optional<MediaPlane> media = Optional.empty();
    private Optional<GatewayMeters> sampled = Optional.empty();
    private Optional<SipEndpoint> endpoint = Optional.empty();
    private Optional<ListeningPoints> listeningPoints = Optional.empty();
    private Optional<Domains> domains = Optional.empty();
    private Optional<Catalogs> catalogs = Optional.empty();
    private Optional<Events> events = Optional.empty();
    private Optional<KeptSubscriptions> subscriptions = Optional.empty();
    private Optional<Calls> calls = Optional.empty();
    private Optional<OrphanReports> orphans = Optional.empty();
    private Optional<QualityReports> quality = Optional.empty();
    private Optional<Assessments> assessed = Optional.empty();
    private Optional<AdminServer> admin = Optional.empty();
    private Optional<Traces> tracing = Optional.empty();
    private Optional<MannersWatch> manners = Optional.empty();
    private Optional<ServiceReports> reports = Optional.empty();
    private BuildInfo build = BuildInfo.NONE;
    private Instant started = Instant.EPOCH;
    private int adminPort;

    public Gateway(Vertx vertx, GatewayConfig config) {
        this(vertx, config, DatagramFilter.ALL_PASS, () -> Future.succeededFuture(new LoadResult.Loaded(config)));
    }

    /**
     * @param filter loses SIP datagrams on purpose, for tests
     * @param source reads the configuration again when the operator asks
     */
    public Gateway(Vertx vertx, GatewayConfig config, DatagramFilter filter, Supplier<Future<LoadResult>> source) {
        this(vertx, config, filter, source, ServiceManager.NONE);
    }

    /** @param service hears when we are ready, and may hold sockets of the process before this one */
    public Gateway(
            Vertx vertx,
            GatewayConfig config,
            DatagramFilter filter,
            Supplier<Future<LoadResult>> source,
            ServiceManager service) {
        this.vertx = vertx;
        this.timers = Timers.of(vertx);
        this.control = vertx.getOrCreateContext();
        this.live = new LiveConfig(config);
        this.filter = filter;
        this.service = service;
        this.reloader = new Reloader(live, source, meters.runtime());
        this.loopLag = new LoopLag("control", control, LoopLag.Settings.defaults(), System::nanoTime);
        this.bodies = ManscdpBindings.reader(config.catalog());
    }

    /**
     * Succeeds when all listening points are up; fails with what could not be started, everything closed again. Nobody
     * hears of a start that fails: whatever is to be bound is bound before the first REGISTER leaves.
     */
    public Future<Gateway> start() {
        return onControl(() -> openStore()
                .compose(opened -> readBuild())
                .compose(read -> startMedia())
                .compose(this::buildFeatures)
                .compose(this::restoreCalls)
                .compose(this::warmUp)
                .compose(this::restoreTrees)
                .compose(this::startAdmin)
                .compose(answering -> startSip())
                .onSuccess(listening -> {
                    // not before: loading the classes of all that takes the loop longer than a healthy one may be late
                    loopLag.start(meters.runtime());
                    logStart();
                    reloader.open(parts());
                    startReports();
                })
                .map(this)
                .recover(cause -> giveUp().transform(closed -> Future.failedFuture(cause))));
    }

    /**
     * Closes what a start had opened before it failed. Peers hear nothing, the store keeps what it had and the service manager
     * the sockets: the next start finds all that this one found.
     */
    private Future<Void> giveUp() {
        service.store().leave();
        stopReports();
        subscriptions.ifPresent(KeptSubscriptions::rest);
        domains.ifPresent(Domains::rest);
        Duration patience = live.get().call().stopTimeout();
        return new Closing(timers, patience)
                .then("store", survival, Survival::close)
                .then("sip", endpoint, SipEndpoint::close)
                .thenPatiently("calls", calls, Calls::close)
                .thenPatiently("events", events, Events::close)
                .thenPatiently("catalogs", catalogs, Catalogs::close)
                .then("admin", admin, AdminServer::close)
                .then("traces", tracing, Traces::close)
                .then("media", media, this::closeMedia)
                .done()
                .onComplete(done -> meters.close());
    }

    /** Tells when the control loop has ended, for whatever reason; from then on this gateway answers nobody. On another thread. */
    public void onLoopEnd(Runnable action) {
        ((ContextInternal) control).nettyEventLoop().terminationFuture().addListener(ended -> action.run());
    }

    /** Before anything is bound: a second process on the same folder must not get in anybody's way. */
    private Future<Survival> openStore() {
        return Survival.open(vertx, control, timers, live.get(), meters.store())
                .onSuccess(opened -> survival = Optional.of(opened));
    }

    private Future<Void> readBuild() {
        started = InstantSource.system().instant();
        return vertx.executeBlocking(BuildInfo::read)
                .onSuccess(read -> build = read)
                .mapEmpty();
    }

    private Future<MediaPlane> startMedia() {
        GatewayConfig config = live.get();
        return MediaPlanes.start(
                        control,
                        MediaSettingsMapping.settings(config),
                        MediaSettingsMapping.networks(config),
                        MediaClock.system(),
                        ServiceReports.inheritance(service, config.handover()))
                .onSuccess(plane -> {
                    media = Optional.of(plane);
                    plane.captureRtcp(MediaSettingsMapping.rtcpRate(config));
                    meters.runtime().buildInfo(build.version(), build.java(), plane.gear());
                    meters.runtime().watchFormerSockets(service::takenOver, service::unneeded);
                    sampled = Optional.of(new GatewayMeters(
                            control,
                            timers,
                            plane,
                            meters,
                            live,
                            () -> listeningPoints.map(ListeningPoints::all).orElse(List.of())));
                });
    }

    /** Features from the bottom up, each knowing only those before it; nothing is received or sent yet. */
    private Future<GatewayView> buildFeatures(MediaPlane plane) {
        GatewayConfig config = live.get();
        var seen = new Manners(() -> live.get().manners(), InstantSource.system());
        RecordStore store = store();
        var observer = new SipMetering(meters.sip(), seen::repaired);
        var peers = new Domains(config, vertx, meters.domains(), observer, store);
        var sip = new SipEndpoint(vertx, SipSettingsMapping.settings(config), peers.names(), observer, filter);
        var kept = new KeptSubscriptions(store, InstantSource.system());
        subscriptions = Optional.of(kept);
        var notServed = new NotServed(observer, System::nanoTime);
        var shared =
                new Catalogs(live, vertx, peers, notServed, meters.catalog(), meters.subscriptions(), observer, kept);
        var channels = new SharedChannels(shared, peers);
        var hops = new Hops(live, sip.newToken());
        var traces = Traces.of(live, control, sip, started);
        tracing = Optional.of(traces);
        traces.show(meters.runtime());
        sip.tap(seen);
        var bridge = new Calls(
                timers,
                plane,
                live,
                channels,
                meters.calls(),
                InstantSource.system(),
                sampled.orElseThrow()::sentBps,
                hops,
                traces.book(),
                store);
        meters.runtime().watchCallAdmission(sip::admittedShare);
        meters.runtime().watchWaitingMessages(sip::waitingBytes);
        meters.runtime().watchOwnRequests(peers::waitingRequests);
        var points = new ListeningPoints(sip);
        var messages = MessageFeatures.of(live, timers, peers, shared, hops, meters, observer, kept);
        messages.commands().keepIn(store);
        bridge.keepRecords(store);
        store.forget(RecordKind.RECENT_CALL);
        var tables = DispatchTables.of(peers, shared, messages, CallMessages.of(bridge), notServed, observer);
        sip.handler(new RequestRouter(peers, tables, bridge, new PeerBodies(bodies, observer)));
        FeaturesFollowDomains.connect(bridge.followDomains(), shared, messages, peers);
        peers.connect(sip);
        peers.restore();
        domains = Optional.of(peers);
        endpoint = Optional.of(sip);
        catalogs = Optional.of(shared);
        events = Optional.of(messages.events());
        calls = Optional.of(bridge);
        listeningPoints = Optional.of(points);
        Duration interval = config.call().reaperInterval();
        orphans = Optional.of(new OrphanReports(timers, interval, bridge, meters.runtime()));
        var judged = new QualityReports(control, timers, live, shared.tree(), meters.catalog());
        quality = Optional.of(judged);
        var graded = AssessedPlatforms.assess(
                live, timers, peers, shared, bridge, messages.commands(), sip::admittedShare, meters.assessment());
        assessed = Optional.of(graded);
        onConfig(next -> graded.restart());
        var watch = new MannersWatch(timers, live, seen, bridge::snapshot, InstantSource.system());
        manners = Optional.of(watch);
        watch.restart();
        onConfig(next -> watch.restart());
        return Future.succeededFuture(new GatewayView(
                peers,
                shared,
                judged::report,
                graded,
                bridge,
                messages.commands(),
                PathReader.tapping(sip, peers, shared, bridge, plane, live),
                new TraceViews(
                        traces.ring(),
                        traces.correlations(),
                        peers,
                        bridge,
                        messages.commands()::recent,
                        () -> live.get().sip()),
                new MannersViews(vertx, peers, seen),
                () -> checks(points),
                () -> capacity(peers, bridge),
                () -> info(plane),
                this::reload,
                new Drain(bridge, meters.runtime())));
    }

    /** The ports of the calls of a former process first, their relays, their dialogs: all before SIP listens. */
    private Future<GatewayView> restoreCalls(GatewayView view) {
        return calls.orElseThrow()
                .restore(domains.orElseThrow()::domain)
                // sockets that no restored leg has taken are nobody's; from here on what waits in the others is read
                .onSuccess(restored -> service.store().closeRest())
                .map(view);
    }

    /** What is slow to come up and no packet needs. */
    private Future<GatewayView> warmUp(GatewayView view) {
        meters.watchProcess();
        return ManscdpBindings.warmUp(vertx, bodies).map(view);
    }

    /** The channels of a former process, behind all that media needs and before an upper can ask for them. */
    private Future<GatewayView> restoreTrees(GatewayView view) {
        return catalogs.orElseThrow().keepIn(store(), vertx::executeBlocking).map(view);
    }

    private RecordStore store() {
        return survival.orElseThrow().store();
    }

    /** Registering begins when all networks listen. */
    private Future<Void> startSip() {
        catalogs.orElseThrow().restoreSubscriptions();
        events.orElseThrow().restoreSubscriptions();
        subscriptions
                .orElseThrow()
                .settle(domains.orElseThrow().all().stream().map(Domain::name).collect(Collectors.toSet()));
        SipEndpoint sip = endpoint.orElseThrow();
        return listeningPoints
                .orElseThrow()
                .open(live.get().networks().values())
                .onSuccess(listening -> {
                    calls.orElseThrow().settle();
                    domains.orElseThrow().start(sip, live.get().store().refreshAtStart());
                });
    }

    private void startReports() {
        Domains peers = domains.orElseThrow();
        Calls bridge = calls.orElseThrow();
        var started = new ServiceReports(timers, service, media.orElseThrow(), () -> capacity(peers, bridge));
        reports = Optional.of(started);
        started.start(live.get().handover());
    }

    private List<HealthCheck> checks(ListeningPoints points) {
        return Stream.concat(survival.map(Survival::check).stream(), points.checks().stream())
                .toList();
    }

    private CapacityView capacity(Domains peers, Calls bridge) {
        GatewayMeters measured = sampled.orElseThrow();
        return CapacityViews.of(live.get().limits(), peers, bridge.load(), measured.sentBps(), measured.ports());
    }

    private InfoView info(MediaPlane plane) {
        return new InfoView(
                build.version(), build.build(), build.java(), started, plane.gear(), () -> SettingsJson.of(live.get()));
    }

    private void logStart() {
        GatewayConfig config = live.get();
        LOG.atInfo()
                .addKeyValue("version", build.version())
                .addKeyValue("build", build.build())
                .addKeyValue("java", build.java())
                .addKeyValue("gbId", config.deviceId())
                .addKeyValue("sip", String.join(",", sipAddresses()))
                .addKeyValue("admin", adminAddress())
                .addKeyValue("uppers", config.uppers().keySet())
                .addKeyValue("lowers", config.lowers().keySet())
                .log("gateway started");
    }

    private void logStop() {
        LOG.atInfo()
                .addKeyValue("version", build.version())
                .addKeyValue(
                        "uptime",
                        Duration.between(started, InstantSource.system().instant())
                                .truncatedTo(ChronoUnit.SECONDS))
                .log("gateway stopped");
    }

    private RunningParts parts() {
        return new RunningParts(
                live,
                media.orElseThrow(),
                sampled.orElseThrow(),
                endpoint.orElseThrow(),
                listeningPoints.orElseThrow(),
                domains.orElseThrow(),
                orphans.orElseThrow(),
                tracing.orElseThrow().ring());
    }

    private Future<Void> startAdmin(GatewayView view) {
        LogOutput.show(meters.runtime());
        AdminConfig config = live.get().admin();
        if (config.access().open() && !config.access().isAsked()) {
            LOG.atWarn()
                    .addKeyValue("bind", config.bind())
                    .log("admin side is open: whoever reaches it may look and change");
        }
        var settings = AdminSettingsMapping.config(config);
        var server = new AdminServer(control, settings, view, AdminSettingsMapping.rules(live), meters, loopLag);
        server.keepIn(store());
        store().forget(RecordKind.AUDIT);
        admin = Optional.of(server);
        return server.start()
                .recover(cause -> Future.failedFuture(new IllegalStateException(
                        "admin " + IpText.hostPort(config.bind(), config.port()) + " cannot be bound: "
                                + cause.getMessage(),
                        cause)))
                .onSuccess(port -> adminPort = port)
                .mapEmpty();
    }

    /** Reads the configuration again and takes over what changed, when it has started; see {@link Reloader}. Any thread. */
    public Future<ReloadOutcome> reload() {
        return onControl(() -> {
            reports.ifPresent(ServiceReports::reloading);
            return reloader.reload().onComplete(done -> reports.ifPresent(ServiceReports::reloaded));
        });
    }

    /** Is given each configuration that comes into force while the gateway runs, on the control loop. */
    public void onConfig(Consumer<GatewayConfig> listener) {
        reloader.addListener(listener);
    }

    /** {@code host:port} of every SIP listening point. */
    public List<String> sipAddresses() {
        return listeningPoints.map(ListeningPoints::addresses).orElse(List.of());
    }

    /** {@code host:port} of the admin server. */
    public String adminAddress() {
        return IpText.hostPort(live.get().admin().bind(), adminPort);
    }

    /** Ends all calls, de-registers where the next start will not go on, closes everything. Idempotent; always succeeds. */
    public Future<Void> close() {
        return onControl(() -> {
            service.stopping();
            stopReports();
            if (staysWithPeers()) {
                subscriptions.ifPresent(KeptSubscriptions::rest);
            }
            Duration patience = live.get().call().stopTimeout();
            return new Closing(timers, patience)
                    .thenPatiently("calls", calls, Calls::close)
                    .thenPatiently("events", events, Events::close)
                    .thenPatiently("catalogs", catalogs, Catalogs::close)
                    .then("domains", domains, peers -> stopDomains(peers, patience))
                    .then("admin", admin, AdminServer::close)
                    .then("sip", endpoint, SipEndpoint::close)
                    .then("traces", tracing, Traces::close)
                    .then("media", media, this::closeMedia)
                    .then("store", survival, Survival::close)
                    .done()
                    .onComplete(done -> {
                        meters.close();
                        logStop();
                    });
        });
    }

    private void stopReports() {
        reports.ifPresent(ServiceReports::close);
        reports = Optional.empty();
        orphans.ifPresent(OrphanReports::close);
        quality.ifPresent(QualityReports::close);
        assessed.ifPresent(Assessments::close);
        manners.ifPresent(MannersWatch::close);
        loopLag.close();
        reloader.close();
    }

    private Future<Void> stopDomains(Domains peers, Duration patience) {
        if (staysWithPeers()) {
            peers.rest();
            return Future.succeededFuture();
        }
        return peers.stop(patience);
    }

    /** Whether the next process goes on with our registrations and subscriptions. */
    private boolean staysWithPeers() {
        return survival.filter(Survival::isKept).isPresent()
                && !live.get().store().leaveAtStop();
    }

    private Future<Void> closeMedia(MediaPlane plane) {
        sampled.ifPresent(GatewayMeters::close);
        return plane.close();
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
