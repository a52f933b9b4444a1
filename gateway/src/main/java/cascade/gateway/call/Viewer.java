package cascade.gateway.call;

import cascade.gateway.call.ViewerState.Ended;
import cascade.gateway.call.ViewerState.Opening;
import cascade.gateway.call.ViewerState.Waiting;
import cascade.gateway.call.ViewerState.Watching;
import cascade.gateway.call.keep.KeptViewer;
import cascade.gateway.call.leg.KeptDialog;
import cascade.gateway.call.leg.ReInvite;
import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Session;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.trace.Milestone;
import cascade.gateway.trace.Side;
import cascade.gateway.trace.Subject;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Call of an upper: its {@link UpperLeg} dialog, its SSRC and its media leg, one receiver of a {@link Stream}. Every
 * way ends once, with one {@link CallCause}; the states are drawn at {@link ViewerState}. Control loop only.
 */
final class Viewer implements UpperLeg.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Viewer.class);

    private final CallContext context;
    private final ViewerInvite invite;
    private final String id;
    private final UpperDomain upper;
    private final Session session;
    private final Stream stream;
    private final UpperLeg leg;
    private final ViewerMedia media;
    private final ViewerRecord record;
    private ViewerState state = new Waiting();
    private int status;
    private boolean joinedRunning;

    /** @param received the INVITE as it came */
    Viewer(CallContext context, ViewerInvite invite, ServerTransaction received, Offer offer, Stream stream) {
        this.context = context;
        this.invite = invite;
        this.id = invite.id();
        this.upper = invite.upper();
        this.session = stream.session();
        this.stream = stream;
        this.leg = new UpperLeg(received, upper.link(), upper.name(), context.upperDialogs(), context.keeper(), this);
        this.media = new ViewerMedia(context, invite, stream, offer, this::keep);
        this.record = new ViewerRecord(context, invite, stream, leg, media);
    }

    /** The call that a former process had, on its leg as it is open again. */
    Viewer(
            CallContext context,
            KeptViewer kept,
            KeptDialog dialog,
            UpperDomain upper,
            Stream stream,
            Ssrcs.Lease ssrc,
            MediaViewer open) {
        this.context = context;
        this.invite = ViewerInvite.of(kept, upper);
        this.id = invite.id();
        this.upper = upper;
        this.session = stream.session();
        this.stream = stream;
        this.leg = UpperLeg.restored(dialog, upper.link(), context.upperDialogs(), context.keeper(), this);
        this.media = new ViewerMedia(context, invite, kept, stream, this::keep);
        this.record = new ViewerRecord(context, invite, stream, leg, media);
        this.state = new Watching(ssrc, open, kept.answered());
        this.status = 200;
    }

    /** Keeps the call for the next process, once it is answered. */
    private void keep() {
        if (state instanceof Watching watching) {
            record.keep(watching);
        }
    }

    /**
     * Joins its stream; from here on CANCEL and BYE are heard.
     *
     * @param intoTheMiddle whether packets may have gone before its ACK: the stream runs, or a probe opened it
     */
    void begin(boolean intoTheMiddle) {
        joinedRunning = intoTheMiddle;
        context.trace().join(id, stream.id());
        context.admission().viewerJoined(upper);
        context.meters().viewerJoined(upper.name(), session.meter());
        leg.begin();
    }

    /** Is there again: requests in its dialog are heard. */
    void resume() {
        context.trace().open(new Subject(id, Side.UPPER, upper.name(), invite.exportedId()), leg.callId());
        begin(true);
    }

    String id() {
        return id;
    }

    /** Of the dialog with its upper. */
    String callId() {
        return leg.callId();
    }

    UpperDomain upper() {
        return upper;
    }

    /** Whether the upper has acknowledged our answer, and neither side has hung up. */
    boolean isAcknowledged() {
        return leg.isConfirmed();
    }

    /** Whether the counts of that media leg are this call's. */
    boolean has(long legId) {
        return state instanceof Watching(var ssrc, MediaViewer open, var answered) && open.id() == legId;
    }

    /** Passes the lower's ringing on. */
    void ring(int provisionalStatus) {
        leg.ring(provisionalStatus);
    }

    /** The lower has answered: opens the media leg and answers the upper. */
    void answer() {
        if (!(state instanceof Waiting)) {
            return;
        }
        Optional<Ssrcs.Lease> lease = media.lease();
        if (lease.isEmpty()) {
            end(Admission.limitReached(upper, "no SSRC is free"));
            return;
        }
        state = new Opening(lease.get());
        media.open(lease.get().ssrc())
                .onSuccess(this::onOpened)
                .onFailure(failure -> end(CallRejection.ofViewerMedia(
                        failure, upper.config().profile().limitStatus())));
    }

    private void onOpened(MediaViewer opened) {
        if (!(state instanceof Opening(Ssrcs.Lease ssrc))) {
            opened.close();
            return;
        }
        Instant now = context.clock().instant();
        state = new Watching(ssrc, opened, now);
        status = 200;
        context.meters().setup(upper.name(), session.meter(), Duration.between(invite.started(), now), id);
        context.trace().note(id, Milestone.PORTS_OPENED, opened.local().rtpText());
        // before the answer that promises it, which leaves when the dialog's record behind these is safe
        stream.record().keep();
        keep();
        leg.accept(media.answer(opened.local(), ssrc.ssrc()));
    }

    @Override
    public void onAcknowledged() {
        if (!(state instanceof Watching watching)) {
            return;
        }
        keep();
        watching.media().start();
        context.trace().note(id, Milestone.ESTABLISHED, "");
        stream.fanOut().onAcknowledged(joinedRunning);
        LOG.atInfo()
                .addKeyValue("call", id)
                .addKeyValue("stream", stream.id())
                .addKeyValue("callId", leg.callId())
                .addKeyValue("peer", upper.name())
                .addKeyValue("gbId", invite.exportedId())
                .addKeyValue("lowerCallId", stream.call().callId())
                .log("call established");
    }

    @Override
    public void onUnacknowledged() {
        end(new CallRejection(408, CallCause.NO_ACK, "the 200 was never acknowledged"));
    }

    @Override
    public void onInfo(ServerTransaction info) {
        stream.recording().onInfo(info, upper);
    }

    /** The recording has been sent whole: the upper is told in its dialog. */
    void tellFileEnd() {
        context.trace().note(id, Milestone.FILE_END, "");
        FileEndNotice.send(leg, invite, stream);
    }

    @Override
    public void onReInvite(ReInvite again) {
        if (state instanceof Watching watching) {
            media.change(again, watching.media(), watching.ssrc().ssrc(), this::onReplaced);
        }
    }

    /** A re-INVITE asked for another transport, and so for another media leg. */
    private boolean onReplaced(MediaViewer replacement) {
        if (state instanceof Watching(Ssrcs.Lease ssrc, var replaced, Instant answered)) {
            state = new Watching(ssrc, replacement, answered);
            return true;
        }
        return false;
    }

    @Override
    public void onCancel() {
        status = 487;
        close(CallCause.CANCELLED, "cancelled before the answer");
    }

    @Override
    public void onBye() {
        boolean early = !(state instanceof Watching);
        if (early) {
            status = 487;
        }
        close(stream.recording().causeOf(CallCause.UPPER_BYE), early ? "BYE before the answer" : "");
    }

    /**
     * Ends the call: refuses the INVITE, or says BYE where it was answered already.
     *
     * @return when the upper has answered the BYE, or it was given up
     */
    Future<Void> end(CallRejection rejection) {
        if (state instanceof Ended) {
            return Future.succeededFuture();
        }
        if (leg.isProceeding()) {
            status = rejection.status();
        }
        Future<Void> bye = leg.end(rejection);
        close(rejection.cause(), rejection.text());
        return bye;
    }

    private void close(CallCause cause, String detail) {
        ViewerState last = state;
        state = new Ended();
        context.keeper().forgetViewer(id);
        context.admission().viewerLeft(upper);
        context.meters().viewerLeft(upper.name(), session.meter());
        context.meters().ended(upper.name(), session.meter(), cause);
        context.trace().end(id, cause.label(), status, detail);
        switch (last) {
            case Watching(Ssrcs.Lease ssrc, MediaViewer open, Instant answered) -> {
                ssrc.release();
                open.close()
                        .map(Optional::of)
                        .otherwise(Optional.empty())
                        .onSuccess(stats -> record(cause, detail, Optional.of(answered), stats));
            }
            case Opening(Ssrcs.Lease ssrc) -> {
                ssrc.release();
                record(cause, detail, Optional.empty(), Optional.empty());
            }
            case Waiting(), Ended() -> record(cause, detail, Optional.empty(), Optional.empty());
        }
        stream.fanOut().leave(this, cause);
    }

    private void record(CallCause cause, String detail, Optional<Instant> answered, Optional<ViewerStats> stats) {
        record.ended(status, cause, detail, answered, stats);
    }

    ViewerSnapshot snapshot() {
        return record.snapshot(state instanceof Watching watching ? Optional.of(watching) : Optional.empty());
    }
}
