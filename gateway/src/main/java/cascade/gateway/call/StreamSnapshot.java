package cascade.gateway.call;

import cascade.gateway.call.StreamState.Running;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.sdp.CallSdp;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.media.StreamStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Snapshot of a stream and its viewers, for the API. Stateless. */
final class StreamSnapshot {

    private StreamSnapshot() {}

    /**
     * @param last as it runs, or ran last
     * @param answered when the lower answered, empty while it does not run
     * @param stats of its media legs, empty while ports are being opened
     */
    static CallSnapshot of(
            Stream stream,
            LowerCall call,
            Optional<Running> last,
            Instant started,
            Optional<Instant> answered,
            Optional<StreamStats> stats) {
        StreamKey key = stream.key();
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
                stream.record(),
                last.flatMap(running -> running.answer().main())
                        .map(CallSdp::encodings)
                        .orElse(Map.of()),
                stream.viewers().stream().map(Viewer::snapshot).toList());
    }
}
