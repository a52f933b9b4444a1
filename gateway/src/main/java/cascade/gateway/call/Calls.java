package cascade.gateway.call;

import cascade.config.GatewayConfig;
import cascade.config.UpperDomainConfig;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.record.OrphanWatch;
import cascade.gateway.call.record.RecentCalls;
import cascade.gateway.call.sdp.MediaTargets;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.call.sdp.OfferReader;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.sip.DialogTable;
import cascade.gateway.sip.ServerTransaction;
import cascade.gateway.sip.SipEndpoint;
import cascade.gateway.sip.message.SipRequest;
import cascade.monitoring.CallCause;
import cascade.monitoring.CallMeters;
import cascade.monitoring.StreamKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All media sessions: takes what uppers and lowers send in and out of dialogs, and keeps the books. Control loop only.
 */
public final class Calls {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final CallContext context;
    private final ChannelFinder channels;
    private final Map<StreamKey, Stream> streams = new LinkedHashMap<>();
    private final Map<String, Stream> streamsById = new LinkedHashMap<>();
    private final OrphanWatch orphanWatch = new OrphanWatch();
    private long nextId = 1;
    private boolean closing;

    /** @param channels what an upper may see */
    public Calls(
            Vertx vertx,
            SipEndpoint endpoint,
            MediaPlane media,
            GatewayConfig config,
            ChannelFinder channels,
            CallMeters meters,
            InstantSource clock) {
        this.context = new CallContext(
                vertx,
                endpoint,
                media,
                config,
                meters,
                clock,
                new MediaTargets(config),
                new Ssrcs(),
                new DialogTable<>(),
                new DialogTable<>(),
                new RecentCalls(config.call().recentCalls()));
        this.channels = channels;
    }

    /** An INVITE of an upper: a new call, or a re-INVITE in one. */
    public void onInvite(ServerTransaction invite, UpperDomain upper) {
        if (invite.request().inDialog()) {
            Optional<Viewer> viewer = context.upperDialogs().find(invite);
            viewer.ifPresentOrElse(
                    known -> known.onReInvite(invite),
                    () -> invite.respond(invite.answer(481).build()));
            return;
        }
        if (upper.config().profile().sendTrying()) {
            invite.respond(invite.answer(100).build());
        }
        String channelId = channelId(invite.request(), upper.config());
        try {
            call(invite, upper, channelId);
        } catch (CallRejection refused) {
            refuse(invite, upper, channelId, refused);
        }
    }

    /** By Request-URI; where that names ourselves, by To, then by the Subject's sender. */
    private static String channelId(SipRequest invite, UpperDomainConfig upper) {
        String user = invite.uri().user();
        if (!user.equals(upper.localDeviceId())) {
            return user;
        }
        String to = invite.to().uri().user();
        if (!to.equals(upper.localDeviceId())) {
            return to;
        }
        return invite.header("Subject")
                .map(subject -> subject.split("[:,]", 2)[0].strip())
                .orElse(user);
    }

    private void call(ServerTransaction invite, UpperDomain upper, String channelId) throws CallRejection {
        if (closing) {
            throw new CallRejection(503, CallCause.SHUTDOWN, "the gateway is stopping");
        }
        Channel channel = channels.find(upper, channelId)
                .orElseThrow(() -> new CallRejection(
                        404, CallCause.NOT_FOUND, "channel " + channelId + " is unknown or not shared"));
        Offer offer = new OfferReader(upper.config(), context.targets()).read(invite.request());
        LowerDomain lower = channel.lower();
        if (lower.config().deviceId().equals(upper.config().deviceId())) {
            throw new CallRejection(482, CallCause.NOT_PERMITTED, "the channel's route leads back to " + upper.name());
        }
        if (!lower.isOnline()) {
            throw new CallRejection(480, CallCause.LOWER_OFFLINE, "the lower platform " + lower.name() + " is offline")
                    .retryAfter(Math.toIntExact(
                            context.config().call().offlineRetryAfter().toSeconds()));
        }
        StreamKey key = new StreamKey(lower.name(), channel.originalId(), offer.streamIndex());
        Stream running = streams.get(key);
        checkLimits(upper, lower, running == null);
        Stream stream = running == null ? newStream(key, upper, lower) : running;
        stream.join(new Viewer(context, newId("v"), upper, invite, offer, channelId, stream));
        if (running == null) {
            stream.open(offer);
        }
    }

    private void checkLimits(UpperDomain upper, LowerDomain lower, boolean needsStream) throws CallRejection {
        var limits = context.config().limits();
        checkLimit(upper, viewersOf(upper), upper.config().maxViewers(), "viewers of " + upper.name());
        checkLimit(upper, viewerCount(), limits.maxViewers(), "viewers");
        if (needsStream) {
            checkLimit(upper, streamsOf(lower), lower.config().maxStreams(), "streams of " + lower.name());
            checkLimit(upper, streams.size(), limits.maxStreams(), "streams");
        }
    }

    private static void checkLimit(UpperDomain upper, long used, long limit, String what) throws CallRejection {
        if (used >= limit) {
            throw new CallRejection(
                    upper.config().profile().limitStatus(),
                    CallCause.LIMIT,
                    "the limit of " + limit + " " + what + " is reached");
        }
    }

    /** Calls of that upper at this moment. */
    public long viewersOf(UpperDomain upper) {
        return streams.values().stream()
                .flatMap(stream -> stream.viewers().stream())
                .filter(viewer -> viewer.upper() == upper)
                .count();
    }

    private long viewerCount() {
        return streams.values().stream()
                .mapToLong(stream -> stream.viewers().size())
                .sum();
    }

    /** Streams from that lower at this moment. */
    public long streamsOf(LowerDomain lower) {
        return streams.values().stream()
                .filter(stream -> stream.lower() == lower)
                .count();
    }

    private Stream newStream(StreamKey key, UpperDomain upper, LowerDomain lower) throws CallRejection {
        Ssrcs.Lease ssrc = context.ssrcs()
                .own(lower.config())
                .orElseThrow(() ->
                        new CallRejection(upper.config().profile().limitStatus(), CallCause.LIMIT, "no SSRC is free"));
        String id = newId("s");
        Stream stream = new Stream(context, id, key, lower, ssrc, () -> {
            streams.remove(key);
            streamsById.remove(id);
        });
        streams.put(key, stream);
        streamsById.put(id, stream);
        return stream;
    }

    private String newId(String prefix) {
        return prefix + nextId++;
    }

    /** A refusal before there was a viewer: still a call with a cause. */
    private void refuse(ServerTransaction invite, UpperDomain upper, String channelId, CallRejection refused) {
        invite.respond(refused.answerTo(invite));
        context.meters().ended(upper.name(), StreamKind.LIVE, refused.cause());
        LOG.atInfo()
                .addKeyValue("callId", invite.request().callId())
                .addKeyValue("peer", upper.name())
                .addKeyValue("gbId", channelId)
                .addKeyValue("cause", refused.cause().label())
                .addKeyValue("status", refused.status())
                .log("call refused: " + refused.text());
        var now = context.clock().instant();
        context.recent()
                .add(new EndedCall(
                        newId("v"),
                        invite.request().callId(),
                        upper.name(),
                        "",
                        channelId,
                        refused.cause(),
                        refused.text(),
                        refused.status(),
                        now,
                        Optional.empty(),
                        now,
                        0,
                        0));
    }

    /** A BYE of either side; 481 where it belongs to no call. */
    public void onBye(ServerTransaction bye) {
        Optional<Viewer> viewer = context.upperDialogs().find(bye);
        Optional<Stream> stream = context.lowerDialogs().find(bye);
        boolean known = viewer.isPresent() || stream.isPresent();
        bye.respond(bye.answer(known ? 200 : 481).build());
        viewer.ifPresentOrElse(Viewer::onBye, () -> stream.ifPresent(Stream::onLowerBye));
    }

    /** An INFO: playback control belongs to playback, which is not bridged. */
    public void onInfo(ServerTransaction info) {
        boolean known = context.upperDialogs().find(info).isPresent()
                || context.lowerDialogs().find(info).isPresent();
        CallRejection rejection = known
                ? new CallRejection(488, CallCause.BAD_OFFER, "a live stream has nothing to control by INFO")
                : new CallRejection(481, CallCause.BAD_OFFER, "");
        info.respond(rejection.answerTo(info));
    }

    /** The upper is gone: its viewers watch no more. */
    public void onUpperOffline(UpperDomain upper) {
        streams.values().stream()
                .flatMap(stream -> stream.viewers().stream())
                .filter(viewer -> viewer.upper() == upper)
                .toList()
                .forEach(viewer -> viewer.refuse(
                        new CallRejection(480, CallCause.UPPER_OFFLINE, "the upper platform went offline")));
    }

    /**
     * The lower is gone. Streams whose media still flows go on: some platforms de-register for half a minute in mid-call.
     * Silence ends the others, as lower-offline; calls that were still being set up end now.
     */
    public void onLowerOffline(LowerDomain lower) {
        List.copyOf(streams.values()).stream()
                .filter(stream -> stream.lower() == lower && stream.state() != Stream.State.RUNNING)
                .forEach(stream -> stream.end(CallCause.LOWER_OFFLINE, "the lower platform went offline", true));
    }

    /** Ends a stream by order of the operator; false where there is none of that id. */
    public boolean endStream(String id) {
        Optional<Stream> stream = Optional.ofNullable(streamsById.get(id));
        stream.ifPresent(found -> found.end(CallCause.ADMIN, "ended by the operator", true));
        return stream.isPresent();
    }

    /** Ended calls, newest first. */
    public List<EndedCall> recent() {
        return context.recent().newestFirst();
    }

    /** The running streams with their counts. */
    public Future<List<CallSnapshot>> snapshot() {
        return context.media().streams().map(stats -> {
            Map<Long, StreamStats> byId =
                    stats.stream().collect(Collectors.toMap(StreamStats::id, Function.identity()));
            return streams.values().stream()
                    .map(stream -> snapshot(stream, stream.media().map(media -> byId.get(media.id()))))
                    .toList();
        });
    }

    private static CallSnapshot snapshot(Stream stream, Optional<StreamStats> stats) {
        return new CallSnapshot(
                stream.id(),
                stream.callId(),
                stream.key().lower(),
                stream.key().channelId(),
                stream.key().streamIndex(),
                stream.state() == Stream.State.RUNNING,
                stream.transport(),
                stream.offeredSsrc(),
                stream.started(),
                stream.setupTime(),
                stats,
                stream.viewers().stream().map(Calls::snapshot).toList());
    }

    private static CallSnapshot.ViewerSnapshot snapshot(Viewer viewer) {
        return new CallSnapshot.ViewerSnapshot(
                viewer.id(),
                viewer.callId(),
                viewer.upper().name(),
                viewer.exportedId(),
                viewer.transport(),
                viewer.started(),
                viewer.setupTime(),
                viewer.leg().map(leg -> leg.id()));
    }

    /** Compares dialogs, legs and ports with their owners; every figure must be 0. */
    public Future<Orphans> orphans() {
        MediaPlane media = context.media();
        return media.portUsage()
                .compose(before ->
                        media.streams().compose(legs -> media.portUsage().map(after -> orphans(before, legs, after))));
    }

    private Orphans orphans(List<PortUsage> before, List<StreamStats> legs, List<PortUsage> after) {
        Set<Long> open = legs.stream().map(StreamStats::id).collect(Collectors.toSet());
        Set<Long> owned = streams.values().stream()
                .flatMap(stream -> stream.media().stream())
                .map(media -> media.id())
                .collect(Collectors.toSet());
        return new Orphans(
                strayDialogs(),
                orphanWatch.legs(open, owned),
                orphanWatch.ports(usedByOneLeg(before), portsOf(legs, shared(after)), usedByOneLeg(after)));
    }

    private static long usedByOneLeg(List<PortUsage> networks) {
        return networks.stream()
                .filter(network -> network.shared().isEmpty())
                .mapToLong(PortUsage::used)
                .sum();
    }

    private static Set<LegAddress> shared(List<PortUsage> networks) {
        return networks.stream().flatMap(network -> network.shared().stream()).collect(Collectors.toSet());
    }

    /** Those that no other leg has as well. */
    private static long portsOf(List<StreamStats> legs, Set<LegAddress> shared) {
        return 2
                * legs.stream()
                        .flatMap(leg -> java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(leg.source().local()),
                                leg.viewers().stream().map(ViewerStats::local)))
                        .filter(address -> !shared.contains(address))
                        .count();
    }

    private long strayDialogs() {
        return context.upperDialogs().owners().stream()
                        .filter(viewer -> viewer.state() == Viewer.State.ENDED)
                        .count()
                + context.lowerDialogs().owners().stream()
                        .filter(stream -> stream.state() == Stream.State.ENDED)
                        .count();
    }

    /** What has no owner; each must be 0. */
    public record Orphans(long dialogs, long legs, long ports) {}

    /** Ends every call with BYE both ways; done when all are answered or given up. New calls are refused. */
    public Future<Void> close() {
        closing = true;
        var ending = new ArrayList<Future<Void>>();
        for (Stream stream : List.copyOf(streams.values())) {
            ending.add(stream.end(CallCause.SHUTDOWN, "the gateway is stopping", true));
        }
        return Future.join(ending).mapEmpty();
    }
}
