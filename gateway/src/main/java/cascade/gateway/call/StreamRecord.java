package cascade.gateway.call;

import cascade.gateway.call.StreamState.Running;
import cascade.gateway.call.keep.KeptStream;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.sdp.CallSdp;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.domain.hop.RoutePath;
import cascade.gateway.media.StreamStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Records of a stream: one for the next process, from its first answered viewer on, and a snapshot with its viewers for the
 * API. Control loop only.
 */
final class StreamRecord {

    private final CallContext context;
    private final Stream stream;
    private final SourceChanges changes;
    private final Instant started;
    private boolean kept;

    /** @param changes tells whether the lower has put the session on hold */
    StreamRecord(CallContext context, Stream stream, SourceChanges changes, Instant started) {
        this.context = context;
        this.stream = stream;
        this.changes = changes;
        this.started = started;
    }

    /** A former process kept it already. */
    void restored() {
        kept = true;
    }

    /** Keeps the stream for the next process, from now on; it runs. */
    void keep() {
        if (!kept) {
            kept = true;
            onChanged();
        }
    }

    /** Something has changed that the next process has to know. */
    void onChanged() {
        if (kept) {
            running()
                    .flatMap(running -> stream.call().leg().key().map(dialog -> kept(running, dialog)))
                    .ifPresent(context.keeper()::keep);
        }
    }

    private Optional<Running> running() {
        return stream.lastRunning().filter(last -> stream.isRunning());
    }

    private KeptStream kept(Running running, String dialog) {
        StreamKey key = stream.key();
        LowerCall call = stream.call();
        SourceTerms terms = call.terms();
        return new KeptStream(
                stream.id(),
                key.lower(),
                key.channelId(),
                key.streamIndex(),
                stream.session().sdp(),
                started,
                running.answered(),
                terms.wanted(),
                terms.transport(),
                call.offeredSsrc(),
                call.onward(),
                call.path().orElseGet(RoutePath::of),
                dialog,
                running.answer(),
                running.source(),
                changes.firstDirection(),
                changes.isHeld(),
                stream.source().leg(running.media().sourceLocal().rtpPort()));
    }

    /** @param stats of its media legs, empty while ports are being opened */
    CallSnapshot snapshot(Optional<StreamStats> stats) {
        Optional<Instant> answered = running().map(Running::answered);
        StreamKey key = stream.key();
        LowerCall call = stream.call();
        return new CallSnapshot(
                stream.id(),
                stream.session().meter(),
                call.callId(),
                key.lower(),
                key.channelId(),
                key.streamIndex(),
                answered.isPresent(),
                MediaSpecs.media(call.terms().transport()),
                call.offeredSsrc().value(),
                started,
                answered.map(at -> Duration.between(started, at)),
                stats,
                stream.source().record(),
                stream.lastRunning()
                        .flatMap(running -> running.answer().main())
                        .map(CallSdp::encodings)
                        .orElse(Map.of()),
                stream.viewers().stream().map(Viewer::snapshot).toList());
    }
}
