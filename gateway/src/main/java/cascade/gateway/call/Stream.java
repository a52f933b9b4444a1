package cascade.gateway.call;

import cascade.gateway.call.StreamState.Calling;
import cascade.gateway.call.StreamState.Ended;
import cascade.gateway.call.StreamState.Opening;
import cascade.gateway.call.StreamState.Recalling;
import cascade.gateway.call.StreamState.Running;
import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.call.leg.ReInvite;
import cascade.gateway.call.live.KeyFrames;
import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.sdp.AnswerReader;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Session;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.MediaException;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Media session with a lower: its {@link LowerLeg} dialog, its SSRC and its source leg, which feeds any number of
 * {@link Viewer}s. The ACK to the lower waits for the first viewer's ACK. The states are drawn at {@link StreamState}.
 * Control loop only.
 */
final class Stream implements LowerLeg.Listener {

    private final CallContext context;
    private final String id;
    private final StreamKey key;
    private final Session session;
    private Ssrcs.Lease ssrc;
    private final Consumer<Stream> onEnded;
    private final Instant started;
    private SourceTerms terms;
    private final List<Viewer> viewers = new ArrayList<>(1);
    private LowerLeg leg;
    private final SourceMedia source;
    private final SourceLoss loss;
    private final KeyFrames keyFrames;
    private final Timer linger;
    private StreamState state = new Opening();
    /** As it ran last: its end tells of it. */
    private Optional<Running> lastRunning = Optional.empty();

    /**
     * @param firstOffer of the viewer that it is opened for
     * @param onEnded takes the stream out of the books
     */
    Stream(
            CallContext context,
            String id,
            StreamKey key,
            Session session,
            LowerDomain lower,
            Ssrcs.Lease ssrc,
            Offer firstOffer,
            Consumer<Stream> onEnded) {
        this.context = context;
        this.id = id;
        this.key = key;
        this.session = session;
        this.ssrc = ssrc;
        this.onEnded = onEnded;
        this.started = context.clock().instant();
        this.terms = SourceTerms.of(lower, key.channelId(), ssrc.ssrc(), firstOffer);
        this.leg = newLeg(lower);
        this.loss = new SourceLoss(context, lower, this);
        this.source = new SourceMedia(context, terms, id, this);
        this.keyFrames = new KeyFrames(
                lower,
                key.channelId(),
                () -> context.config().media().keyFrameInterval(),
                () -> isRunning() && !viewers.isEmpty(),
                context.timers(),
                context.clock());
        this.linger = new Timer(context.timers());
    }

    private LowerLeg newLeg(LowerDomain lower) {
        return new LowerLeg(lower.link(), lower.name(), context.lowerDialogs(), context.timers(), this);
    }

    String id() {
        return id;
    }

    StreamKey key() {
        return key;
    }

    Session session() {
        return session;
    }

    LowerDomain lower() {
        return terms.lower();
    }

    boolean isRunning() {
        return state instanceof Running;
    }

    List<Viewer> viewers() {
        return List.copyOf(viewers);
    }

    SourceLoss loss() {
        return loss;
    }

    Optional<MediaStream> media() {
        return state.openMedia();
    }

    /** The lower's description in force; there is one as long as the stream runs. */
    SessionDescription answer() {
        return switch (state) {
            case Running running -> running.answer();
            case Recalling(Running before) -> before.answer();
            case Opening(), Ended() -> throw noAnswer();
            case Calling calling -> throw noAnswer();
        };
    }

    private IllegalStateException noAnswer() {
        return new IllegalStateException("stream " + id + " has no answer (expected: running)");
    }

    Future<MediaViewer> openViewer(ViewerSpec spec) {
        return media().map(media -> media.openViewer(spec))
                .orElseGet(() -> Future.failedFuture(new MediaException.Closed("stream " + id)));
    }

    /** Opens the source leg and calls the lower with what the first viewer asked for. */
    void open() {
        context.admission().streamOpened(lower());
        context.meters().streamOpened(key.lower(), session.meter());
        context.media()
                .openStream(terms.spec(context.config()), source)
                .onSuccess(this::onOpened)
                .onFailure(this::onMediaFailure);
    }

    private void onOpened(MediaStream opened) {
        if (state instanceof Ended || lower().peer().isEmpty()) {
            opened.close();
            end(new CallRejection(480, CallCause.LOWER_OFFLINE, "the lower platform went offline"));
            return;
        }
        state = new Calling(opened);
        leg.invite(terms.invite(opened.sourceLocal()), context.config().call().lowerAnswerTimeout());
    }

    /**
     * Invites the lower anew under the same viewers, its former stream having gone: a new dialog and a new SSRC, into the
     * same source leg. Elsewhere than in a running stream it does nothing.
     */
    void callAgain() {
        if (!(state instanceof Running running)) {
            return;
        }
        state = new Recalling(running);
        leg.end();
        leg = newLeg(lower());
        context.ssrcs().own(lower().config(), session).ifPresent(fresh -> {
            ssrc.release();
            ssrc = fresh;
            terms = SourceTerms.of(lower(), key.channelId(), fresh.ssrc(), terms.wanted());
        });
        leg.invite(
                terms.invite(running.media().sourceLocal()),
                context.config().call().lowerAnswerTimeout());
    }

    private void onMediaFailure(Throwable failure) {
        end(viewer -> CallRejection.ofSourceMedia(
                failure, viewer.upper().config().profile().limitStatus()));
    }

    @Override
    public void onRinging(int status) {
        viewers().forEach(viewer -> viewer.ring(status));
    }

    @Override
    public void onAnswered(SipResponse success, SipPeer from) {
        Instant answered = state instanceof Recalling(Running before)
                ? before.answered()
                : context.clock().instant();
        Optional<MediaStream> open = media();
        if (isRunning() || open.isEmpty()) {
            return;
        }
        MediaStream media = open.get();
        try {
            SessionDescription description = AnswerReader.description(success);
            SourceAnswer announced =
                    terms.announced(terms.reader(context.targets()).read(description, from.host()));
            media.expectSource(announced)
                    .onSuccess(expected -> onSourceExpected(new Running(media, description, announced, answered)))
                    .onFailure(this::onMediaFailure);
        } catch (CallRejection unusable) {
            end(unusable);
        }
    }

    private void onSourceExpected(Running running) {
        switch (state) {
            case Calling calling -> {
                state = running;
                source.running(running.answer(), terms);
                viewers().forEach(Viewer::answer);
            }
            case Recalling recalling -> {
                state = running;
                source.running(running.answer(), terms);
                running.media().resumeSource();
                viewers().forEach(Viewer::answer);
                if (viewers.stream().anyMatch(Viewer::isAcknowledged)) {
                    leg.acknowledge();
                }
            }
            case Opening(), Ended() -> {}
            case Running now -> {}
        }
    }

    @Override
    public void onRejected(SipResponse refusal) {
        end(CallRejection.ofLower(refusal));
    }

    @Override
    public void onUnanswered(String why) {
        end(new CallRejection(408, CallCause.LOWER_TIMEOUT, "the lower platform is silent: " + why));
    }

    @Override
    public void onBye() {
        end(new CallRejection(480, CallCause.LOWER_BYE, "the lower platform ended the stream"));
    }

    @Override
    public void onReInvite(ReInvite again) {
        if (state instanceof Running running) {
            source.change(again, running, changed -> state = changed);
        } else {
            again.reject(new CallRejection(491, CallCause.INTERNAL, "the call is still being set up"));
        }
    }

    @Override
    public void onReInviteUnacknowledged() {
        end(new CallRejection(408, CallCause.NO_ACK, "the 200 to the lower's re-INVITE was never acknowledged"));
    }

    /**
     * A viewer has acknowledged; the first one lets the ACK to the lower go.
     *
     * @param joinedRunning whether it came into the middle, and sees nothing before the next key frame
     */
    void acknowledge(boolean joinedRunning) {
        leg.acknowledge();
        if (joinedRunning) {
            keyFrames.request();
        }
    }

    void join(Viewer viewer) {
        linger.stop();
        viewers.add(viewer);
        viewer.begin(isRunning() && !loss.isStalled());
        if (isRunning() && loss.isStalled() && !viewers.isEmpty()) {
            loss.callAgain();
        } else if (isRunning()) {
            viewer.answer();
        }
    }

    void leave(Viewer viewer, CallCause cause) {
        viewers.remove(viewer);
        if (!viewers.isEmpty() || state instanceof Ended) {
            return;
        }
        var nobody = new CallRejection(480, cause, "no viewer");
        Duration patience = context.config().media().streamLinger();
        if (session.lingers() && isRunning() && leg.isConfirmed() && !patience.isZero()) {
            linger.start(patience, () -> end(nobody));
        } else {
            end(nobody);
        }
    }

    /** Ends the stream and all its viewers for one reason. */
    Future<Void> end(CallRejection why) {
        return end(viewer -> why);
    }

    /**
     * Ends the stream and all its viewers: both sides are told what they do not know yet.
     *
     * @return when every BYE has been answered or given up
     */
    private Future<Void> end(Function<Viewer, CallRejection> why) {
        if (state instanceof Ended) {
            return Future.succeededFuture();
        }
        Optional<MediaStream> media = media();
        noteRunning();
        // from here on leaving viewers change nothing
        state = new Ended();
        linger.stop();
        keyFrames.stop();
        loss.stop();
        var byes = new ArrayList<Future<Void>>();
        viewers().forEach(viewer -> byes.add(viewer.end(why.apply(viewer))));
        byes.add(leg.end());
        media.ifPresent(MediaStream::close);
        ssrc.release();
        context.admission().streamClosed(lower());
        context.meters().streamClosed(key.lower(), session.meter());
        onEnded.accept(this);
        return Future.join(byes).mapEmpty();
    }

    private void noteRunning() {
        if (state instanceof Running running) {
            lastRunning = Optional.of(running);
        }
    }

    /** Where the lower's packets are expected from. */
    Optional<InetSocketAddress> expectedSource() {
        noteRunning();
        return lastRunning.map(running -> running.source().rtp());
    }

    /** The lower's leg as it stands, or stood when the stream ended. */
    CallMedia record() {
        Optional<InetSocketAddress> expected = expectedSource();
        return source.record(
                leg.callId(), lastRunning.map(running -> running.media().sourceLocal()), expected);
    }

    /** @param stats of its media legs, empty while ports are being opened */
    CallSnapshot snapshot(Optional<StreamStats> stats) {
        Optional<Running> running = state instanceof Running now ? Optional.of(now) : Optional.empty();
        return new CallSnapshot(
                id,
                leg.callId(),
                key.lower(),
                key.channelId(),
                key.streamIndex(),
                running.isPresent(),
                MediaSpecs.media(terms.transport()),
                ssrc.ssrc().value(),
                started,
                running.map(now -> Duration.between(started, now.answered())),
                stats,
                viewers.stream().map(Viewer::snapshot).toList());
    }
}
