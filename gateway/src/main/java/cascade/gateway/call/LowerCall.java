package cascade.gateway.call;

import cascade.gateway.call.leg.KeptDialog;
import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.call.leg.ReInvite;
import cascade.gateway.call.sdp.AnswerReader;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.domain.hop.RoutePath;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.trace.Milestone;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Call to the lower for a {@link Stream}: its terms, the SSRC that it offers and its {@link LowerLeg} dialog. What comes in
 * the dialog becomes the stream's answer, change or end, with a {@link CallRejection} as its cause. A lower that is invited
 * anew gets another call. Control loop only.
 */
final class LowerCall implements LowerLeg.Listener {

    private final CallContext context;
    private final Stream stream;
    private final SourceTerms terms;
    private final Ssrcs.Lease ssrc;
    private final Onward onward;
    private final LowerLeg leg;
    private RoutePath path;

    /**
     * @param ssrc the one of {@code terms}
     * @param onward what the INVITE takes along
     */
    LowerCall(CallContext context, Stream stream, SourceTerms terms, Ssrcs.Lease ssrc, Onward onward) {
        this.context = context;
        this.stream = stream;
        this.terms = terms;
        this.ssrc = ssrc;
        this.onward = onward;
        LowerDomain lower = terms.lower();
        this.path = RoutePath.of(lower.config().deviceId());
        this.leg = new LowerLeg(
                lower.link(), lower.name(), context.lowerDialogs(), context.keeper(), context.timers(), this);
    }

    SourceTerms terms() {
        return terms;
    }

    String callId() {
        return leg.callId();
    }

    Ssrc offeredSsrc() {
        return ssrc.ssrc();
    }

    /** The platforms that it has taken as the lower's response tells them, else the lower; empty before the INVITE. */
    Optional<RoutePath> path() {
        return callId().isEmpty() ? Optional.empty() : Optional.of(path);
    }

    /** Whether the ACK has been sent and nobody has hung up. */
    boolean isConfirmed() {
        return leg.isConfirmed();
    }

    LowerLeg leg() {
        return leg;
    }

    /** @param local where we take the media */
    void invite(LegAddress local) {
        SipRequest invite = named(onward.into(terms.invite(local).toBuilder()).build());
        context.trace().addDialog(stream.id(), invite.callId());
        context.trace().note(stream.id(), Milestone.PORTS_OPENED, local.rtpText());
        leg.invite(invite, context.config().call().lowerAnswerTimeout());
    }

    /** Its X-CID is the Call-ID of the call that it is made for, where the lower takes one. */
    private SipRequest named(SipRequest invite) {
        return terms.lower().config().profile().xCid() && !stream.viewers().isEmpty()
                ? invite.toBuilder()
                        .header("X-CID", stream.viewers().getFirst().callId())
                        .build()
                : invite;
    }

    /**
     * Goes on with the call of a former process, in place of {@link #invite}.
     *
     * @param taken the path that it took
     */
    void restore(KeptDialog dialog, RoutePath taken) {
        path = taken;
        leg.restore(dialog);
        context.trace().addDialog(stream.id(), leg.callId());
    }

    Onward onward() {
        return onward;
    }

    void acknowledge() {
        leg.acknowledge();
    }

    /** Ends the dialog and gives the SSRC back; done when a BYE that was due has been answered or given up. */
    Future<Void> end() {
        Future<Void> bye = leg.end();
        ssrc.release();
        return bye;
    }

    /**
     * Ends the dialog and makes the call that follows it: a new dialog, under a new SSRC as long as one is free. Nothing is
     * sent for that one yet.
     */
    LowerCall again() {
        context.trace().note(stream.id(), Milestone.CALLED_ANEW, "");
        leg.end();
        Ssrcs.Lease next = context.ssrcs()
                .own(terms.lower().config(), stream.session())
                .map(fresh -> {
                    ssrc.release();
                    return fresh;
                })
                .orElse(ssrc);
        return new LowerCall(context, stream, terms.withSsrc(next.ssrc()), next, onward);
    }

    @Override
    public void onRinging(int status) {
        stream.viewers().forEach(viewer -> viewer.ring(status));
    }

    @Override
    public void onAnswered(SipResponse success, SipPeer from) {
        try {
            take(success);
            SessionDescription description = context.description(terms.lower().name(), AnswerReader.reading(success));
            SourceAnswer source = terms.reader(context.targets()).read(description, from.host());
            stream.onAnswered(description, terms.announced(source));
        } catch (CallRejection unusable) {
            stream.end(unusable);
        }
    }

    @Override
    public void onRejected(SipResponse refusal) {
        refusal.header(RoutePath.HEADER).flatMap(RoutePath::parse).ifPresent(told -> path = told);
        stream.end(CallRejection.ofLower(refusal));
    }

    /** A path that leads by us is a loop that no gateway has noticed: its media would go round. */
    private void take(SipResponse success) throws CallRejection {
        Optional<RoutePath> told = success.header(RoutePath.HEADER).flatMap(RoutePath::parse);
        if (told.isPresent()) {
            path = told.get();
            if (context.hops().isLoop(path)) {
                throw new CallRejection(482, CallCause.NOT_PERMITTED, "the call came back to us by " + path);
            }
        }
    }

    @Override
    public void onUnanswered(String why) {
        stream.end(new CallRejection(408, CallCause.LOWER_TIMEOUT, "the lower platform is silent: " + why));
    }

    @Override
    public void onBye() {
        CallCause cause = stream.recording().causeOf(CallCause.LOWER_BYE);
        stream.end(new CallRejection(480, cause, "the lower platform ended the stream"));
    }

    @Override
    public void onReInvite(ReInvite again) {
        stream.onReInvite(again);
    }

    @Override
    public void onReInviteUnacknowledged() {
        stream.end(new CallRejection(408, CallCause.NO_ACK, "the 200 to the lower's re-INVITE was never acknowledged"));
    }
}
