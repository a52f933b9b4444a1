package cascade.gateway.call;

import cascade.gateway.call.StreamState.Calling;
import cascade.gateway.call.StreamState.Ended;
import cascade.gateway.call.StreamState.Opening;
import cascade.gateway.call.StreamState.Recalling;
import cascade.gateway.call.StreamState.Running;
import cascade.gateway.call.keep.KeptStream;
import cascade.gateway.call.leg.KeptDialog;
import cascade.gateway.call.leg.ReInvite;
import cascade.gateway.call.probe.ProbeEnd;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Session;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.SourceAnswer;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Media session with a lower: its {@link LowerCall} and its source leg, which feeds any number of {@link Viewer}s. The
 * ACK to the lower waits for the first viewer's ACK. The states are drawn at {@link StreamState}. Control loop only.
 */
final class Stream {

    private final CallContext context;
    private final String id;
    private final StreamKey key;
    private final Session session;
    private final StreamTable table;
    private LowerCall call;
    private final SourceMedia source;
    private final SourceChanges changes;
    private final SourceLoss loss;
    private final FanOut fanOut;
    private final Recording recording;
    private final OpeningWatch opening;
    private final StreamRecord record;
    private StreamState state = new Opening();

    /**
     * @param terms with the SSRC of {@code ssrc}
     * @param onward what its INVITE takes along
     * @param started when it was asked for
     * @param table the books that it stands in
     */
    Stream(
            CallContext context,
            String id,
            StreamKey key,
            Session session,
            SourceTerms terms,
            Ssrcs.Lease ssrc,
            Onward onward,
            Instant started,
            StreamTable table) {
        this.context = context;
        this.id = id;
        this.key = key;
        this.session = session;
        this.table = table;
        LowerDomain lower = terms.lower();
        this.call = new LowerCall(context, this, terms, ssrc, onward);
        this.loss = new SourceLoss(context, lower, this);
        this.source = new SourceMedia(context, lower, id, this);
        this.changes = new SourceChanges(context, terms, this);
        this.recording = new Recording(context, this, () -> call.leg());
        this.opening = new OpeningWatch(context, this);
        this.fanOut = new FanOut(context, this, table);
        this.record = new StreamRecord(context, this, changes, started);
    }

    /** Runs on, as a former process kept it, on the leg that was opened again. */
    void resume(KeptStream former, KeptDialog dialog, MediaStream media) {
        state = new Running(media, former.answer(), former.source(), former.answered());
        changes.restored(former.firstDirection(), former.held());
        source.restored(former.leg());
        opening.restored(former.leg().latched().isPresent());
        record.restored();
        call.restore(dialog, former.path());
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

    /** Its call to the lower: the newest, where the lower was called again. */
    LowerCall call() {
        return call;
    }

    LowerDomain lower() {
        return call.terms().lower();
    }

    boolean isRunning() {
        return state instanceof Running;
    }

    boolean isEnded() {
        return state instanceof Ended;
    }

    FanOut fanOut() {
        return fanOut;
    }

    List<Viewer> viewers() {
        return fanOut.viewers();
    }

    SourceLoss loss() {
        return loss;
    }

    Optional<MediaStream> media() {
        return state.openMedia();
    }

    /** As it runs, or ran last; empty where it never did. */
    Optional<Running> lastRunning() {
        return state.lastRunning();
    }

    StreamRecord record() {
        return record;
    }

    SourceMedia source() {
        return source;
    }

    OpeningWatch opening() {
        return opening;
    }

    Recording recording() {
        return recording;
    }

    /** Takes the first viewer, opens the source leg, and calls the lower with what that viewer asked for. */
    void open(Viewer first) {
        fanOut.join(first);
        if (state instanceof Opening) {
            openSource(context.config().media().hold());
        }
    }

    /** The same without a viewer, until the probe has seen enough. */
    Future<ProbeEnd> openForProbe() {
        Future<ProbeEnd> end = opening.probe();
        table.lingers(this);
        openSource(Duration.ZERO);
        return end;
    }

    private void openSource(Duration hold) {
        opening.begin();
        context.media()
                .openStream(call.terms().spec(context.config(), hold), source)
                .onSuccess(this::onOpened)
                .onFailure(this::onMediaFailure);
    }

    /** The probe that it was opened for has seen enough; who joined meanwhile keeps it. */
    void onProbed() {
        if (fanOut.isEmpty()) {
            end(new CallRejection(480, CallCause.ADMIN, "the probe is over"));
        }
    }

    private void onOpened(MediaStream opened) {
        if (state instanceof Ended || lower().peer().isEmpty()) {
            opened.close();
            end(new CallRejection(480, CallCause.LOWER_OFFLINE, "the lower platform went offline"));
            return;
        }
        state = new Calling(opened);
        call.invite(opened.sourceLocal());
    }

    /**
     * Invites the lower anew under the same viewers, its former stream having gone: a new call, into the same source leg.
     * Elsewhere than in a running stream it does nothing.
     */
    void callAgain() {
        if (state instanceof Running running) {
            state = new Recalling(running);
            call = call.again();
            call.invite(running.media().sourceLocal());
        }
    }

    private void onMediaFailure(Throwable failure) {
        end(
                CallRejection.ofSourceMedia(failure, 486),
                viewer -> CallRejection.ofSourceMedia(
                        failure, viewer.upper().config().profile().limitStatus()));
    }

    void onAnswered(SessionDescription answer, SourceAnswer announced) {
        state.answered(answer, announced, context.clock().instant()).ifPresent(this::expect);
    }

    private void expect(Running next) {
        next.media()
                .expectSource(next.source())
                .onSuccess(there -> onExpected(next))
                .onFailure(this::onMediaFailure);
    }

    private void onExpected(Running next) {
        if (state instanceof Recalling) {
            next.media().resumeSource();
        }
        if (state.isCalling()) {
            run(next);
        }
    }

    private void run(Running next) {
        state = next;
        changes.running(next.answer(), call.terms());
        source.onDescribed(next.source());
        record.onChanged();
        opening.onAnswered();
        fanOut.answer();
        if (fanOut.isAcknowledged() || opening.isProbing()) {
            call.acknowledge();
        }
    }

    void onReInvite(ReInvite again) {
        if (state instanceof Running running) {
            LowerCall asked = call;
            changes.change(again, running, () -> call == asked && isRunning(), this::onReDescribed);
        } else {
            again.reject(new CallRejection(491, CallCause.INTERNAL, "the call is still being set up"));
        }
    }

    private void onReDescribed(Running changed) {
        state = changed;
        source.onDescribed(changed.source());
        record.onChanged();
    }

    /** Ends the stream and all its viewers; succeeds when every BYE has been answered or given up. */
    Future<Void> end(CallRejection why) {
        return end(why, viewer -> why);
    }

    /** @param ofViewer the same as each viewer's upper is told it */
    private Future<Void> end(CallRejection why, Function<Viewer, CallRejection> ofViewer) {
        if (state instanceof Ended) {
            return Future.succeededFuture();
        }
        Optional<MediaStream> media = media();
        // from here on leaving viewers change nothing
        state = new Ended(state.lastRunning());
        context.keeper().forgetStream(id);
        loss.stop();
        recording.stop();
        opening.onEnd(why.cause());
        Future<?> viewersLeft = Future.join(fanOut.end(ofViewer));
        Future<?> lowerLeft = call.end();
        media.ifPresent(MediaStream::close);
        table.remove(this);
        context.trace().end(id, why.cause().label(), 0, why.text());
        return Future.join(viewersLeft, lowerLeft).mapEmpty();
    }
}
