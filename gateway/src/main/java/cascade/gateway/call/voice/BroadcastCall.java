package cascade.gateway.call.voice;

import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.call.leg.ReInvite;
import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.sdp.AnswerReader;
import cascade.gateway.call.sdp.CallSdp;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.call.sdp.OfferReader;
import cascade.gateway.call.sdp.ViewerFormat;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.trace.Milestone;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Call of a {@link Broadcast}, against the direction of the cascade: the lower invites us, and we the upper, who sends the
 * voice (GB/T 28181-2016 9.12.1.2). The upper is acknowledged at once, the lower's ACK lets packets go to it. Every end goes
 * through {@link Broadcast#end}. Control loop only.
 */
final class BroadcastCall {

    private static final Logger LOG = LoggerFactory.getLogger(BroadcastCall.class);

    private final VoiceContext context;
    private final Broadcast broadcast;
    private final ServerTransaction invite;
    private final UpperDomain upper;
    private final LowerDomain lower;
    private final UpperLeg listener;
    private final LowerLeg speaker;
    private Optional<BroadcastTerms> terms = Optional.empty();
    private Optional<MediaStream> media = Optional.empty();
    private Optional<Heard> heard = Optional.empty();
    private Optional<Ssrcs.Lease> lowerSsrc = Optional.empty();
    private int status;
    private boolean ended;

    /** The upper speaks: its answer, and the leg to the lower. */
    record Heard(SessionDescription answer, SourceAnswer source, MediaViewer leg, Instant answered) {}

    /**
     * How it ended.
     *
     * @param status that answered the lower's INVITE
     * @param hungUp when every BYE has been answered or given up
     */
    record Outcome(int status, Future<Void> hungUp, Future<BroadcastRecord.Counts> counts) {}

    BroadcastCall(VoiceContext context, Broadcast broadcast, ServerTransaction invite) {
        this.context = context;
        this.broadcast = broadcast;
        this.invite = invite;
        this.upper = broadcast.upper();
        this.lower = broadcast.lower();
        this.listener = new UpperLeg(
                invite, lower.link(), lower.name(), context.uasDialogs(), context.keeper(), new FromLower());
        this.speaker = new LowerLeg(
                upper.link(), upper.name(), context.uacDialogs(), context.keeper(), context.timers(), new FromUpper());
    }

    void start() {
        invite.respond(invite.answer(100).build());
        listener.begin();
        if (ended) {
            return;
        }
        try {
            CallRejection.throwIf(context.hops().refusal(invite.request()));
            Offer offer = new OfferReader(lower.config(), context.targets())
                    .readVoice(context.description(lower.name(), OfferReader.reading(invite.request())));
            Ssrcs.Lease ssrc = context.ssrcs()
                    .own(upper.config(), Voice.BROADCAST)
                    .orElseThrow(() -> new CallRejection(486, CallCause.LIMIT, "no SSRC is free"));
            BroadcastTerms agreed = BroadcastTerms.of(upper, offer, ssrc);
            terms = Optional.of(agreed);
            context.media()
                    .openStream(agreed.spec(context.config()), new BroadcastMedia(context, broadcast, upper))
                    .onSuccess(opened -> onOpened(opened, agreed))
                    .onFailure(failure -> broadcast.end(CallRejection.ofSourceMedia(failure, 486)));
        } catch (CallRejection rejection) {
            broadcast.end(rejection);
        }
    }

    private void onOpened(MediaStream opened, BroadcastTerms agreed) {
        if (ended || upper.peer().isEmpty()) {
            opened.close();
            broadcast.end(new CallRejection(480, CallCause.UPPER_OFFLINE, "the upper platform went offline"));
            return;
        }
        media = Optional.of(opened);
        LegAddress local = opened.sourceLocal();
        SipRequest request = request(agreed, local);
        context.trace().addDialog(broadcast.id(), request.callId());
        context.trace().note(broadcast.id(), Milestone.PORTS_OPENED, local.rtpText());
        speaker.invite(request, context.config().call().lowerAnswerTimeout());
    }

    private SipRequest request(BroadcastTerms agreed, LegAddress local) {
        DeviceId source = broadcast
                .notice()
                .source()
                .orElseGet(() -> new DeviceId(upper.config().deviceId()));
        return context.hops()
                .onward(invite.request(), lower.config(), upper.config())
                .into(upper.link().newRequest("INVITE", source.value(), source.value()))
                .header(
                        "Subject",
                        agreed.subject(source, broadcast.target().exportedId()).toHeader())
                .body("application/sdp", agreed.sdp(local))
                .build();
    }

    private void onSpeaker(SipResponse success, SipPeer from, BroadcastTerms agreed, MediaStream stream) {
        try {
            SessionDescription answer = context.description(upper.name(), AnswerReader.reading(success));
            SourceAnswer source = agreed.source(answer, from, context.targets());
            Ssrcs.Lease ssrc = agreed.offer()
                    .ssrc()
                    .flatMap(asked -> context.ssrcs().asked(lower.config(), asked))
                    .or(() -> context.ssrcs().own(lower.config(), Voice.BROADCAST))
                    .orElseThrow(() -> new CallRejection(486, CallCause.LIMIT, "no SSRC is free"));
            lowerSsrc = Optional.of(ssrc);
            ViewerFormat format = ViewerFormat.of(agreed.offer().media(), answer);
            stream.expectSource(source)
                    .compose(there -> stream.openViewer(MediaSpecs.listener(
                            context.config(),
                            lower.config(),
                            agreed.offer(),
                            format,
                            ssrc.ssrc(),
                            invite.source().host())))
                    .onSuccess(leg -> onBothLegs(agreed, answer, source, leg, ssrc.ssrc()))
                    .onFailure(failure -> broadcast.end(CallRejection.ofViewerMedia(failure, 486)));
        } catch (CallRejection unusable) {
            broadcast.end(unusable);
        }
    }

    private void onBothLegs(
            BroadcastTerms agreed, SessionDescription answer, SourceAnswer source, MediaViewer leg, Ssrc ssrc) {
        if (ended) {
            leg.close();
            return;
        }
        Instant now = context.clock().instant();
        heard = Optional.of(new Heard(answer, source, leg, now));
        status = 200;
        broadcast.onEstablished(now);
        speaker.acknowledge();
        listener.accept(CallSdp.broadcastAnswer(lower.config(), leg.local(), ssrc, agreed.offer(), answer));
    }

    /** The lower, whose device listens. */
    private final class FromLower implements UpperLeg.Listener {
        @Override
        public void onCancel() {
            status = 487;
            broadcast.end(new CallRejection(487, CallCause.LOWER_BYE, "the lower platform cancelled its call"));
        }

        @Override
        public void onAcknowledged() {
            heard.ifPresent(open -> {
                open.leg().start();
                context.trace().note(broadcast.id(), Milestone.ESTABLISHED, "");
                LOG.atInfo()
                        .addKeyValue("call", broadcast.id())
                        .addKeyValue("callId", speaker.callId())
                        .addKeyValue("peer", upper.name())
                        .addKeyValue("gbId", broadcast.target().exportedId().value())
                        .addKeyValue("lowerCallId", listener.callId())
                        .log("broadcast established");
            });
        }

        @Override
        public void onUnacknowledged() {
            broadcast.end(new CallRejection(408, CallCause.NO_ACK, "the 200 to the lower was never acknowledged"));
        }

        @Override
        public void onBye() {
            if (heard.isEmpty()) {
                status = 487;
            }
            broadcast.end(new CallRejection(480, CallCause.LOWER_BYE, "the lower platform ended the broadcast"));
        }

        @Override
        public void onInfo(ServerTransaction info) {
            info.refuse(488, "only a recording is controlled by INFO");
        }

        @Override
        public void onReInvite(ReInvite reInvite) {
            reInvite.reject(unchangeable());
        }
    }

    /** The upper, who speaks. */
    private final class FromUpper implements LowerLeg.Listener {
        @Override
        public void onRinging(int provisional) {
            listener.ring(provisional);
        }

        @Override
        public void onAnswered(SipResponse success, SipPeer from) {
            terms.ifPresent(agreed -> media.ifPresent(stream -> onSpeaker(success, from, agreed, stream)));
        }

        @Override
        public void onRejected(SipResponse refusal) {
            broadcast.end(CallRejection.ofUpper(refusal));
        }

        @Override
        public void onUnanswered(String why) {
            broadcast.end(new CallRejection(408, CallCause.UPPER_OFFLINE, "the upper platform is silent: " + why));
        }

        @Override
        public void onBye() {
            broadcast.end(new CallRejection(480, CallCause.UPPER_BYE, "the upper platform ended the broadcast"));
        }

        @Override
        public void onReInvite(ReInvite reInvite) {
            reInvite.reject(unchangeable());
        }

        @Override
        public void onReInviteUnacknowledged() {
            // none is ever accepted
        }
    }

    private static CallRejection unchangeable() {
        return new CallRejection(488, CallCause.BAD_OFFER, "a broadcast is not changed while it runs");
    }

    /** Ends both dialogs and all that the call has taken. Once. */
    Outcome end(CallRejection why) {
        ended = true;
        if (listener.isProceeding()) {
            status = why.status();
        }
        Future<Void> hungUp = Future.join(listener.end(why), speaker.end()).mapEmpty();
        terms.ifPresent(agreed -> agreed.ssrc().release());
        lowerSsrc.ifPresent(Ssrcs.Lease::release);
        BroadcastRecord record = record();
        Future<Optional<ViewerStats>> lastStats = heard.map(
                        open -> open.leg().close().map(Optional::of).otherwise(Optional.empty()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
        media.ifPresent(MediaStream::close);
        return new Outcome(status, hungUp, lastStats.map(record::counts));
    }

    private BroadcastRecord record() {
        return new BroadcastRecord(broadcast, speaker.callId(), listener.callId(), terms, media, heard);
    }

    Optional<MediaStream> media() {
        return ended ? Optional.empty() : media;
    }

    CallSnapshot snapshot(Instant started, Optional<StreamStats> stats) {
        return record().snapshot(started, stats);
    }
}
