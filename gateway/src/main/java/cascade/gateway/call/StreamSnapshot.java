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

    /** @param stats of its media legs, empty while ports are being opened */
    static CallSnapshot of(Stream stream, LowerCall call, Instant started, Optional<StreamStats> stats) {
        Optional<Instant> answered =
                stream.lastRunning().filter(running -> stream.isRunning()).map(Running::answered);
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
                stream.source().record(),
                stream.lastRunning()
                        .flatMap(running -> running.answer().main())
                        .map(CallSdp::encodings)
                        .orElse(Map.of()),
                stream.viewers().stream().map(Viewer::snapshot).toList());
    }
}
