package cascade.gateway.assembly.view;

import cascade.gateway.admin.AdminView;
import cascade.gateway.admin.view.AssessmentView;
import cascade.gateway.admin.view.CallView;
import cascade.gateway.admin.view.CapacityView;
import cascade.gateway.admin.view.ChannelPage;
import cascade.gateway.admin.view.ChannelQuery;
import cascade.gateway.admin.view.CommandView;
import cascade.gateway.admin.view.DomainCounters;
import cascade.gateway.admin.view.DomainState;
import cascade.gateway.admin.view.DomainView;
import cascade.gateway.admin.view.DrainView;
import cascade.gateway.admin.view.ExplanationView;
import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.admin.view.InfoView;
import cascade.gateway.admin.view.MannersView;
import cascade.gateway.admin.view.QualityView;
import cascade.gateway.admin.view.ReloadOutcome;
import cascade.gateway.admin.view.StrangerView;
import cascade.gateway.admin.view.StreamView;
import cascade.gateway.admin.view.TraceView;
import cascade.gateway.admin.view.VisibilityView;
import cascade.gateway.assessment.Assessments;
import cascade.gateway.call.Calls;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.quality.QualityReport;
import cascade.gateway.command.Commands;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.identify.Stranger;
import cascade.gateway.domain.status.GbVersion;
import cascade.gateway.explain.Explainer;
import cascade.monitoring.Role;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Admin view of the running features: domains, channels, streams and ended calls in the words of the API. Control loop only. */
public final class GatewayView implements AdminView {

    private final Domains domains;
    private final Catalogs catalogs;
    private final Supplier<Future<QualityReport>> quality;
    private final Assessments assessments;
    private final Calls calls;
    private final Commands commands;
    private final PathReader paths;
    private final TraceViews traces;
    private final MannersViews manners;
    private final Supplier<List<HealthCheck>> checks;
    private final Supplier<CapacityView> capacity;
    private final Supplier<InfoView> info;
    private final Supplier<Future<ReloadOutcome>> reload;
    private final Drain drain;

    /**
     * @param paths what explanations go by
     * @param quality the last report on the catalogs
     * @param checks health of the parts that the view cannot see
     * @param capacity limits and ports
     * @param info the program itself
     * @param reload reads the configuration again and takes it over
     * @param drain refuses new calls
     */
    public GatewayView(
            Domains domains,
            Catalogs catalogs,
            Supplier<Future<QualityReport>> quality,
            Assessments assessments,
            Calls calls,
            Commands commands,
            PathReader paths,
            TraceViews traces,
            MannersViews manners,
            Supplier<List<HealthCheck>> checks,
            Supplier<CapacityView> capacity,
            Supplier<InfoView> info,
            Supplier<Future<ReloadOutcome>> reload,
            Drain drain) {
        this.domains = domains;
        this.catalogs = catalogs;
        this.quality = quality;
        this.assessments = assessments;
        this.calls = calls;
        this.commands = commands;
        this.paths = paths;
        this.traces = traces;
        this.manners = manners;
        this.checks = checks;
        this.capacity = capacity;
        this.info = info;
        this.reload = reload;
        this.drain = drain;
    }

    @Override
    public List<DomainView> domains() {
        return domains.all().stream().map(this::view).toList();
    }

    private DomainView view(Domain domain) {
        return new DomainView(
                domain.name(),
                role(domain),
                domain.config().deviceId(),
                domain.config().network(),
                switch (domain.state()) {
                    case ONLINE -> DomainState.ONLINE;
                    case OFFLINE -> DomainState.OFFLINE;
                    case REGISTERING -> DomainState.REGISTERING;
                },
                domain.since(),
                domain.peer().map(peer -> peer.authority()),
                domain.gbVersion().map(GbVersion::text),
                domain.lastError(),
                domain.nextAttempt(),
                counters(domain));
    }

    private static Role role(Domain domain) {
        return switch (domain) {
            case UpperDomain upper -> Role.UPPER;
            case LowerDomain lower -> Role.LOWER;
        };
    }

    private DomainCounters counters(Domain domain) {
        var counted = domain.counters();
        return new DomainCounters(
                counted.registrations(),
                counted.registrationFailures(),
                counted.missedKeepalives(),
                channels(domain),
                domain instanceof LowerDomain lower ? calls.load().streamsOf(lower) : 0,
                domain instanceof UpperDomain upper ? calls.load().viewersOf(upper) : 0);
    }

    private long channels(Domain domain) {
        return switch (domain) {
            case LowerDomain lower ->
                catalogs.tree().devicesOn(lower.name()) + catalogs.tree().devicesOff(lower.name());
            // its own platform item is no channel
            case UpperDomain upper -> catalogs.view(upper.name()).size() - 1L;
        };
    }

    @Override
    public Future<ChannelPage> channels(ChannelQuery query) {
        return ChannelViews.page(catalogs, domains, query);
    }

    @Override
    public Future<Optional<VisibilityView>> visibility(String id) {
        return Future.succeededFuture(VisibilityViews.of(catalogs, domains, id));
    }

    @Override
    public Future<Optional<ExplanationView>> explain(String upper, String channel, Locale language) {
        return paths.read(upper, channel)
                .map(found -> found.map(facts -> ExplanationViews.of(Explainer.explain(facts), language)));
    }

    @Override
    public Future<Optional<MannersView>> manners(String domain, Locale language) {
        return manners.of(domain, language);
    }

    @Override
    public Future<QualityView> quality() {
        return quality.get()
                .map(report -> QualityViews.of(
                        report, catalogs, domains, InstantSource.system().instant()));
    }

    @Override
    public Future<AssessmentView> assessment() {
        return quality.get()
                .map(report -> AssessmentViews.of(
                        assessments,
                        report,
                        catalogs,
                        domains,
                        InstantSource.system().instant()));
    }

    @Override
    public Future<List<StreamView>> streams() {
        return calls.snapshot().map(all -> all.stream().map(StreamViews::of).toList());
    }

    @Override
    public Future<Optional<StreamView>> stream(String id) {
        return streams()
                .map(all ->
                        all.stream().filter(stream -> stream.id().equals(id)).findFirst());
    }

    @Override
    public Future<Boolean> endStream(String id) {
        return Future.succeededFuture(calls.endStream(id));
    }

    @Override
    public List<CallView> recentCalls() {
        return calls.recent().stream().map(EndedCallViews::of).toList();
    }

    @Override
    public Optional<TraceView> callTrace(String id) {
        return traces.ofCall(id);
    }

    @Override
    public Optional<TraceView> domainTrace(String name) {
        return traces.ofDomain(name);
    }

    @Override
    public List<CommandView> recentCommands() {
        return commands.recent().stream().map(CommandViews::of).toList();
    }

    @Override
    public List<CommandView> audit() {
        return commands.audit().stream().map(CommandViews::of).toList();
    }

    @Override
    public boolean registerNow(String name) {
        Optional<UpperDomain> upper = domains.upper(name);
        upper.ifPresent(UpperDomain::registerNow);
        return upper.isPresent();
    }

    @Override
    public List<StrangerView> strangers() {
        return domains.strangers().list().stream().map(GatewayView::stranger).toList();
    }

    private static StrangerView stranger(Stranger stranger) {
        return new StrangerView(
                stranger.network(),
                stranger.address(),
                stranger.id(),
                stranger.method(),
                stranger.reason(),
                stranger.count(),
                stranger.first(),
                stranger.last(),
                stranger.nearest());
    }

    @Override
    public CapacityView capacity() {
        return capacity.get();
    }

    @Override
    public InfoView info() {
        return info.get();
    }

    @Override
    public Future<ReloadOutcome> reload() {
        return reload.get();
    }

    @Override
    public DrainView drain() {
        return drain.view();
    }

    @Override
    public DrainView drain(boolean refuse) {
        return drain.set(refuse);
    }

    @Override
    public List<HealthCheck> checks() {
        return checks.get();
    }
}
