package cascade.gateway.admin.view;

import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.MediaTransport;
import cascade.monitoring.Direction;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Leg of a stream: its SIP dialog and the RTP that it carries.
 *
 * @param direction of its RTP: in from a lower, out to a viewer
 * @param localAddress {@code host:port} of our RTP socket
 * @param remoteAddress {@code host:port} of the peer's, once known
 * @param ssrc on the wire
 * @param packets of RTP received (in) or sent (out)
 * @param bytes of those packets, headers included
 * @param lost in: missing by sequence number; out: as the viewer last reported, unknown before
 * @param jitter in: measured; out: as the viewer last reported, unknown before
 * @param bitrateBps over the last second
 * @param setup from INVITE to 200, once answered
 * @param quality what else is known of its RTP, in the same JSON object
 * @param doctor what the headers of its frames tell
 */
public record LegView(
        String callId,
        Direction direction,
        MediaTransport transport,
        String localAddress,
        Optional<String> remoteAddress,
        Optional<Ssrc> ssrc,
        long packets,
        long bytes,
        OptionalLong lost,
        Optional<Duration> jitter,
        long bitrateBps,
        Optional<Duration> setup,
        LegQuality quality,
        DoctorView doctor) {

    private static final double NANOS_PER_SECOND = 1e9;

    public JsonObject toJson() {
        return new JsonObject()
                .put("callId", callId)
                .put("direction", direction.label())
                .put("transport", transport.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("localAddress", localAddress)
                .put("remoteAddress", remoteAddress.orElse(null))
                .put("ssrc", ssrc.map(Ssrc::toY).orElse(null))
                .put("packets", packets)
                .put("bytes", bytes)
                .put("lost", lost.isPresent() ? lost.getAsLong() : null)
                .put(
                        "jitterSeconds",
                        jitter.map(value -> value.toNanos() / NANOS_PER_SECOND).orElse(null))
                .put("bitrateBps", bitrateBps)
                .put("setupTimeMs", setup.map(Duration::toMillis).orElse(null))
                .mergeIn(quality.toJson())
                .put("doctor", doctor.toJson());
    }
}
