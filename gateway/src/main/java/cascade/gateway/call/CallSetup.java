package cascade.gateway.call;

import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.route.Channel;
import cascade.gateway.call.route.ChannelFinder;
import cascade.gateway.call.route.Route;
import cascade.gateway.call.route.RoutedInvite;
import cascade.gateway.call.route.Routing;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.call.sdp.OfferReader;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Session;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.trace.Side;
import cascade.gateway.trace.Subject;
import cascade.monitoring.CallCause;
import cascade.monitoring.StreamKind;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Call setup from an upper's INVITE outside a dialog: its channel, its offer and its admission make it a {@link Viewer} of
 * a running {@link Stream} or of a new one, or a refusal with a cause. Control loop only.
 */
final class CallSetup {

    private static final Logger LOG = LoggerFactory.getLogger(CallSetup.class);

    private final CallContext context;
    private final ChannelFinder channels;
    private final StreamTable streams;
    private final Routing routing;
    private long nextId = 1;

    CallSetup(CallContext context, ChannelFinder channels, StreamTable streams) {
        this.context = context;
        this.channels = channels;
        this.streams = streams;
        this.routing = new Routing(context.hops(), channels);
    }

    void onInvite(ServerTransaction received, UpperDomain upper) {
        var invite = new RoutedInvite(received, upper.config().localDeviceId());
        String channelId = CalledId.of(
                invite.request(),
                upper.config().localDeviceId(),
                called -> channels.find(upper, called).isPresent());
        String id = newId("v");
        context.trace()
                .open(
                        new Subject(id, Side.UPPER, upper.name(), channelId),
                        invite.request().callId());
        if (upper.config().profile().sendTrying()) {
            invite.respond(invite.answer(100).build());
        }
        try {
            call(id, invite, upper, channelId);
        } catch (CallRejection rejection) {
            reject(id, invite, upper, channelId, rejection);
        }
    }

    /** Neither counted nor logged as a call: whoever turned it away has done so, and such may be many. */
    void onTurnedAway(SipRequest invite, String domain, CallRejection why) {
        context.records()
                .turnedAway(EndedCall.rejected(
                        newId("v"),
                        invite.callId(),
                        domain,
                        invite.uri().user(),
                        why,
                        context.clock().instant()));
    }

    /** The channel that an upper knows by that id. */
    Channel channel(UpperDomain upper, String channelId) throws CallRejection {
        return channels.find(upper, channelId).orElseThrow(() -> unknown(upper, channelId));
    }

    private void call(String id, RoutedInvite invite, UpperDomain upper, String channelId) throws CallRejection {
        context.admission().gate().check();
        routing.checkHops(invite.request());
        Route route = routing.choose(invite.request(), upper, channelId, channel(upper, channelId));
        Channel channel = route.channel();
        LowerDomain lower = channel.lower();
        SessionDescription asked = context.description(upper.name(), OfferReader.reading(invite.request()));
        Session session = context.admission().session(upper, asked);
        Offer offer = new OfferReader(upper.config(), context.targets()).read(asked);
        context.admission().checkRoute(upper, lower);
        StreamKey key = new StreamKey(lower.name(), channel.originalId(), offer.streamIndex());
        Optional<Stream> running = session.shareable() ? streams.shared(key) : Optional.empty();
        if (session.needsFloor()) {
            context.admission().floors().check(lower.name(), channel.originalId());
        }
        if (running.isEmpty()) {
            makeRoom(lower);
        }
        context.admission().checkLimits(upper, lower, running.isEmpty());
        Stream stream = running.isPresent() ? running.get() : newStream(key, session, upper, route, offer);
        invite.goesOn(() -> stream.call().path());
        var head = new ViewerInvite(
                id, upper, channelId, invite.source().host(), context.clock().instant());
        var viewer = new Viewer(context, head, invite, offer, stream);
        try {
            if (running.isPresent()) {
                stream.fanOut().join(viewer);
            } else {
                stream.open(viewer);
            }
        } catch (RuntimeException fault) {
            LOG.atError()
                    .addKeyValue("call", viewer.id())
                    .addKeyValue("stream", stream.id())
                    .addKeyValue("callId", invite.request().callId())
                    .addKeyValue("peer", upper.name())
                    .setCause(fault)
                    .log("call given up after an error");
            // it is in the books by now; where it was the only one its stream goes with it
            viewer.end(new CallRejection(500, CallCause.INTERNAL, "the gateway made an error"));
        }
    }

    /** A stream that only lingers gives way to one that is watched; another lower's only where that helps. */
    private void makeRoom(LowerDomain lower) {
        Optional<Stream> unwatched = Optional.empty();
        if (context.admission().isFullOfStreams(lower)) {
            unwatched = streams.lingering(lower);
        } else if (context.admission().isFullOfStreams()) {
            unwatched = streams.lingering(lower).or(streams::lingering);
        }
        unwatched.ifPresent(
                stream -> stream.end(new CallRejection(480, CallCause.LIMIT, "gave way to a stream that is watched")));
    }

    /** 404; or 480 while the channel may still appear, since platforms take 404 for the last word. */
    private CallRejection unknown(UpperDomain upper, String channelId) {
        return channels.settling(upper, channelId)
                .map(left -> new CallRejection(
                                480,
                                CallCause.LOWER_OFFLINE,
                                "channel " + channelId + " is not known yet, catalogs are not whole")
                        .retryAfter(Math.toIntExact(left.toSeconds() + 1)))
                .orElseGet(() -> new CallRejection(
                        404, CallCause.NOT_FOUND, "channel " + channelId + " is unknown or not shared"));
    }

    private Stream newStream(StreamKey key, Session session, UpperDomain upper, Route route, Offer offer)
            throws CallRejection {
        LowerDomain lower = route.channel().lower();
        Ssrcs.Lease ssrc = context.ssrcs()
                .own(lower.config(), session)
                .orElseThrow(() -> Admission.limitReached(upper, "no SSRC is free"));
        var stream = new Stream(
                context,
                newStreamId(),
                key,
                session,
                SourceTerms.of(lower, key.channelId(), ssrc.ssrc(), offer),
                ssrc,
                route.onward(),
                context.clock().instant(),
                streams);
        streams.add(stream);
        return stream;
    }

    /** Ids up to that number are a former process's. */
    void skipIds(long last) {
        nextId = Math.max(nextId, last + 1);
    }

    String newStreamId() {
        return newId("s");
    }

    private String newId(String prefix) {
        return prefix + nextId++;
    }

    /** Before there was a viewer; still a call with a cause. */
    private void reject(
            String id, ServerTransaction invite, UpperDomain upper, String channelId, CallRejection rejection) {
        invite.respond(rejection.answerTo(invite));
        context.trace().end(id, rejection.cause().label(), rejection.status(), rejection.text());
        context.meters().ended(upper.name(), kind(invite), rejection.cause());
        context.meters().setupFailed(upper.name(), lowerOf(upper, channelId), rejection.cause());
        context.records()
                .refused(EndedCall.rejected(
                        id,
                        invite.request().callId(),
                        upper.name(),
                        channelId,
                        rejection,
                        context.clock().instant()));
    }

    private Optional<String> lowerOf(UpperDomain upper, String channelId) {
        return channels.find(upper, channelId).map(channel -> channel.lower().name());
    }

    /** The kind that was asked for, as far as that can be read. */
    private static StreamKind kind(ServerTransaction invite) {
        try {
            return Session.meter(OfferReader.reading(invite.request()).session().offeredKind());
        } catch (CallRejection unreadable) {
            return StreamKind.LIVE;
        }
    }
}
