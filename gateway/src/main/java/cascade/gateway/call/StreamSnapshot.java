package cascade.gateway.call;

import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.media.StreamStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Snapshot of a stream and its viewers, for the API. Stateless. */
final class StreamSnapshot {

    private StreamSnapshot() {}

    /**
     * @param answered when the lower answered, empty while it does not run
     * @param stats of its media legs, empty while ports are being opened
     */
    static CallSnapshot of(
            Stream stream, LowerCall call, Instant started, Optional<Instant> answered, Optional<StreamStats> stats) {
        StreamKey key = stream.key();
        return new CallSnapshot(
                stream.id(),
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
                stream.viewers().stream().map(Viewer::snapshot).toList());
    }
}
