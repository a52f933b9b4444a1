package cascade.gateway.assembly.view;

import cascade.gateway.admin.AdminView;
import cascade.gateway.admin.view.CallMediaView;
import cascade.gateway.admin.view.CallView;
import cascade.gateway.admin.view.ChannelPage;
import cascade.gateway.admin.view.ChannelQuery;
import cascade.gateway.admin.view.DomainCounters;
import cascade.gateway.admin.view.DomainState;
import cascade.gateway.admin.view.DomainView;
import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.admin.view.InfoView;
import cascade.gateway.admin.view.LegQuality;
import cascade.gateway.admin.view.LegView;
import cascade.gateway.admin.view.MediaView;
import cascade.gateway.admin.view.ReloadOutcome;
import cascade.gateway.admin.view.StrangerView;
import cascade.gateway.admin.view.StreamState;
import cascade.gateway.admin.view.StreamView;
import cascade.gateway.admin.view.ViewerView;
import cascade.gateway.call.Calls;
import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.identify.Stranger;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaContent;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import cascade.monitoring.Direction;
import cascade.monitoring.Role;
import cascade.monitoring.StreamKind;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Admin view of the running features: domains, channels, streams and ended calls in the words of the API. Control loop only. */
public final class GatewayView implements AdminView {

    private final Domains domains;
    private final Catalogs catalogs;
    private final Calls calls;
    private final Supplier<List<HealthCheck>> checks;
    private final Supplier<InfoView> info;
    private final Supplier<Future<ReloadOutcome>> reload;

    /**
     * @param checks health of the parts that the view cannot see
     * @param info the program itself
     * @param reload reads the configuration again and takes it over
     */
    public GatewayView(
            Domains domains,
            Catalogs catalogs,
            Calls calls,
            Supplier<List<HealthCheck>> checks,
            Supplier<InfoView> info,
            Supplier<Future<ReloadOutcome>> reload) {
        this.domains = domains;
        this.catalogs = catalogs;
        this.calls = calls;
        this.checks = checks;
        this.info = info;
        this.reload = reload;
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
                domain instanceof LowerDomain lower ? calls.streamsOf(lower) : 0,
                domain instanceof UpperDomain upper ? calls.viewersOf(upper) : 0);
    }

    private long channels(Domain domain) {
        return switch (domain) {
            case LowerDomain lower ->
                catalogs.tree().devicesOn(lower.name()) + catalogs.tree().devicesOff(lower.name());
            // its own platform item is no channel
            case UpperDomain upper ->
                catalogs.view(upper.name()).snapshot().items().size() - 1L;
        };
    }

    @Override
    public Future<ChannelPage> channels(ChannelQuery query) {
        return Future.succeededFuture(ChannelPage.of(query, ChannelViews.of(catalogs, domains)));
    }

    @Override
    public Future<List<StreamView>> streams() {
        return calls.snapshot().map(all -> all.stream().map(GatewayView::stream).toList());
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
        return calls.recent().stream().map(GatewayView::call).toList();
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
    public InfoView info() {
        return info.get();
    }

    @Override
    public Future<ReloadOutcome> reload() {
        return reload.get();
    }

    @Override
    public List<HealthCheck> checks() {
        return checks.get();
    }

    private static CallView call(EndedCall call) {
        return new CallView(
                call.id(),
                call.callId(),
                call.domain(),
                call.channelId(),
                Optional.of(call.lower()).filter(name -> !name.isEmpty()),
                StreamKind.LIVE,
                call.cause(),
                call.status() == 0 ? OptionalInt.empty() : OptionalInt.of(call.status()),
                Optional.of(call.detail()).filter(text -> !text.isEmpty()),
                call.started(),
                call.answered(),
                call.ended(),
                call.packets(),
                media(call.media()));
    }

    private static CallMediaView media(CallMedia media) {
        return new CallMediaView(
                Optional.of(media.lowerCallId()).filter(id -> !id.isEmpty()),
                media.lowerLocal(),
                media.lowerRemote(),
                media.upperLocal(),
                media.upperRemote(),
                media.foreignPackets(),
                media.foreignFrom(),
                media.hint());
    }

    private static StreamView stream(CallSnapshot stream) {
        return new StreamView(
                stream.id(),
                StreamKind.LIVE,
                stream.lower(),
                stream.channelId(),
                state(stream),
                stream.started(),
                lowerLeg(stream),
                stream.stats().flatMap(stats -> stats.source().content()).map(GatewayView::media),
                stream.viewers().stream()
                        .map(viewer -> viewer(viewer, stream.stats()))
                        .toList());
    }

    private static MediaView media(MediaContent content) {
        return new MediaView(
                Labels.of(content.container()),
                content.video().map(GatewayView::codec),
                content.audio().map(GatewayView::codec),
                content.keyFrames(),
                content.keyFrameInterval());
    }

    /** As the field writes it: {@code g722.1}. */
    private static String codec(MediaCodec codec) {
        return switch (codec) {
            case G722_1 -> "g722.1";
            case G723_1 -> "g723.1";
            default -> Labels.of(codec);
        };
    }

    private static StreamState state(CallSnapshot stream) {
        if (!stream.running()) {
            return StreamState.STARTING;
        }
        return stream.viewers().isEmpty() ? StreamState.LINGERING : StreamState.RUNNING;
    }

    private static LegView lowerLeg(CallSnapshot stream) {
        Optional<SourceStats> source = stream.stats().map(StreamStats::source);
        return new LegView(
                stream.callId(),
                Direction.IN,
                stream.transport(),
                source.map(SourceStats::local).map(GatewayView::address).orElse(""),
                source.flatMap(SourceStats::remote).map(GatewayView::address),
                source.flatMap(stats -> stats.ssrc().isPresent()
                        ? Optional.of(Ssrc.ofRtp(stats.ssrc().getAsInt()))
                        : Optional.empty()),
                source.map(SourceStats::packets).orElse(0L),
                source.map(SourceStats::bytes).orElse(0L),
                source.map(stats -> OptionalLong.of(stats.lost())).orElse(OptionalLong.empty()),
                source.map(SourceStats::jitter),
                source.map(SourceStats::bitrateBps).orElse(0L),
                stream.setupTime(),
                source.map(LegQualities::of).orElse(LegQuality.UNKNOWN));
    }

    private static ViewerView viewer(ViewerSnapshot viewer, Optional<StreamStats> stream) {
        Optional<ViewerStats> stats = viewer.legId()
                .flatMap(leg -> stream.stream()
                        .flatMap(counted -> counted.viewers().stream())
                        .filter(counted -> counted.id() == leg)
                        .findFirst());
        return new ViewerView(
                viewer.id(),
                viewer.upper(),
                viewer.channelId(),
                viewer.started(),
                new LegView(
                        viewer.callId(),
                        Direction.OUT,
                        viewer.transport(),
                        stats.map(leg -> address(leg.local())).orElse(""),
                        stats.map(ViewerStats::remote).map(GatewayView::address),
                        stats.map(leg -> Ssrc.ofRtp(leg.ssrc())),
                        stats.map(ViewerStats::packets).orElse(0L),
                        stats.map(ViewerStats::bytes).orElse(0L),
                        stats.flatMap(ViewerStats::report)
                                .map(report -> OptionalLong.of(report.lost()))
                                .orElse(OptionalLong.empty()),
                        stats.flatMap(ViewerStats::report).map(report -> report.jitter()),
                        stats.map(ViewerStats::bitrateBps).orElse(0L),
                        viewer.setupTime(),
                        stats.map(LegQualities::of).orElse(LegQuality.UNKNOWN)));
    }

    private static String address(LegAddress local) {
        return local.host() + ":" + local.rtpPort();
    }

    private static String address(InetSocketAddress remote) {
        return remote.getAddress().getHostAddress() + ":" + remote.getPort();
    }
}
