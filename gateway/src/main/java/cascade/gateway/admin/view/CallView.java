package cascade.gateway.admin.view;

import cascade.monitoring.CallCause;
import cascade.monitoring.StreamKind;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Call record of an ended call: one viewer's INVITE, whatever became of it.
 *
 * @param callId of the viewer's dialog
 * @param domain the viewer's
 * @param channelId as the viewer asked for it
 * @param lowerDomain empty if the channel was not found
 * @param sipStatus of the response that ended it, empty if a request (BYE) or the gateway did
 * @param sipReason that response's reason phrase, or the Reason header's text
 * @param packets that were sent to the viewer
 * @param media of both legs
 * @param answered when we sent 200, if we did
 */
public record CallView(
        String id,
        String callId,
        String domain,
        String channelId,
        Optional<String> lowerDomain,
        StreamKind kind,
        CallCause cause,
        OptionalInt sipStatus,
        Optional<String> sipReason,
        Instant started,
        Optional<Instant> answered,
        Instant ended,
        long packets,
        CallMediaView media) {

    public JsonObject toJson() {
        return new JsonObject()
                .put("id", id)
                .put("callId", callId)
                .put("domain", domain)
                .put("channelId", channelId)
                .put("lowerDomain", lowerDomain.orElse(null))
                .put("kind", kind.label())
                .put("cause", cause.label())
                .put("side", cause.side().label())
                .put("sipStatus", sipStatus.isPresent() ? sipStatus.getAsInt() : null)
                .put("sipReason", sipReason.orElse(null))
                .put("started", started.toString())
                .put("answered", answered.map(Instant::toString).orElse(null))
                .put("ended", ended.toString())
                .put("packets", packets)
                .put("media", media.toJson());
    }
}
