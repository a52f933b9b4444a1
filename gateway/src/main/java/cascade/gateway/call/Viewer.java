package cascade.gateway.call;

import cascade.config.UpperDomainConfig;
import cascade.config.quirk.SsrcPolicy;
import cascade.gateway.call.ViewerState.Ended;
import cascade.gateway.call.ViewerState.Opening;
import cascade.gateway.call.ViewerState.Waiting;
import cascade.gateway.call.ViewerState.Watching;
import cascade.gateway.call.keep.KeptViewer;
import cascade.gateway.call.leg.KeptDialog;
import cascade.gateway.call.leg.ReInvite;
import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Session;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.MediaStatus;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.trace.Milestone;
import cascade.gateway.trace.Side;
import cascade.gateway.trace.Subject;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.net.InetAddress;
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
    private final String id;
    private final UpperDomain upper;
    private final Session session;
    private final InetAddress signalling;
    private final String exportedId;
    private final Stream stream;
    private final UpperLeg leg;
    private final ViewerMedia media;
    private final ViewerRecord record;
    private final Instant started;
    private ViewerState state = new Waiting();
    private int status;
    private boolean joinedRunning;

    Viewer(
            CallContext context,
            String id,
            UpperDomain upper,
            ServerTransaction invite,
            Offer offer,
            String exportedId,
            Stream stream) {
        this.context = context;
        this.id = id;
        this.upper = upper;
        this.session = stream.session();
        this.signalling = invite.source().host();
        this.exportedId = exportedId;
        this.stream = stream;
        this.leg = new UpperLeg(invite, upper.link(), upper.name(), context.upperDialogs(), context.keeper(), this);
        this.media = new ViewerMedia(context, id, upper, exportedId, stream, offer, this::keep);
        this.started = context.clock().instant();
        this.record = new ViewerRecord(context, id, upper, exportedId, stream, started);
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
        this.id = kept.id();
        this.upper = upper;
        this.session = stream.session();
        this.signalling = kept.signalling();
        this.exportedId = kept.exportedId();
        this.stream = stream;
        this.leg = UpperLeg.restored(dialog, upper.link(), context.upperDialogs(), context.keeper(), this);
        this.media = new ViewerMedia(context, kept, upper, stream, this::keep);
        this.started = kept.started();
        this.record = new ViewerRecord(context, id, upper, exportedId, stream, started);
        this.state = new Watching(ssrc, open, kept.answered());
        this.status = 200;
    }

    /** Keeps the call for the next process, once it is answered. */
    private void keep() {
        if (state instanceof Watching(Ssrcs.Lease ssrc, MediaViewer open, Instant answered)) {
            context.keeper()
                    .keep(new KeptViewer(
                            id,
                            stream.id(),
                            upper.name(),
                            exportedId,
                            leg.key(),
                            media.offer(),
                            media.firstDirection(),
                            media.isHeld(),
                            ssrc.ssrc(),
                            open.local().rtpPort(),
                            signalling,
                            started,
                            answered,
                            media.packetsBefore(),
                            media.bytesBefore(),
                            leg.isConfirmed()));
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
        context.trace().open(new Subject(id, Side.UPPER, upper.name(), exportedId), leg.callId());
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
        UpperDomainConfig config = upper.config();
        Optional<Ssrcs.Lease> lease = media.offer()
                .ssrc()
                .filter(asked -> config.profile().ssrcPolicy() == SsrcPolicy.OFFERED)
                .flatMap(asked -> context.ssrcs().asked(config, asked))
                .or(() -> context.ssrcs().own(config, session));
        if (lease.isEmpty()) {
            end(Admission.limitReached(upper, "no SSRC is free"));
            return;
        }
        state = new Opening(lease.get());
        media.open(lease.get().ssrc(), signalling)
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
        context.meters().setup(upper.name(), session.meter(), Duration.between(started, now), id);
        context.trace().note(id, Milestone.PORTS_OPENED, opened.local().rtpText());
        // before the answer that promises it, which leaves when the dialog's record behind these is safe
        stream.keep();
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
        stream.acknowledge(joinedRunning);
        LOG.atInfo()
                .addKeyValue("call", id)
                .addKeyValue("stream", stream.id())
                .addKeyValue("callId", leg.callId())
                .addKeyValue("peer", upper.name())
                .addKeyValue("gbId", exportedId)
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
        MediaStatus ended = FileEndNotice.of(upper.link().nextSn(), new DeviceId(exportedId));
        leg.message(ManscdpMessage.CONTENT_TYPE, upper.link().write(ended))
                .onFailure(cause -> LOG.atInfo()
                        .addKeyValue("call", id)
                        .addKeyValue("stream", stream.id())
                        .addKeyValue("callId", leg.callId())
                        .addKeyValue("peer", upper.name())
                        .addKeyValue("cause", cause.getMessage())
                        .log("end of the recording not told"));
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
        stream.leave(this, cause);
    }

    private void record(CallCause cause, String detail, Optional<Instant> answered, Optional<ViewerStats> stats) {
        record.write(leg.callId(), status, cause, detail, answered, media, stats);
    }

    ViewerSnapshot snapshot() {
        Optional<Watching> watching = state instanceof Watching open ? Optional.of(open) : Optional.empty();
        return new ViewerSnapshot(
                id,
                leg.callId(),
                upper.name(),
                exportedId,
                MediaSpecs.media(media.offer().transport().answer()),
                started,
                watching.map(open -> Duration.between(started, open.answered())),
                watching.map(open -> open.media().id()));
    }
}
