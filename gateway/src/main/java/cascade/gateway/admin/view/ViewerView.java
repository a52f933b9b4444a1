package cascade.gateway.admin.view;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * Viewer of a stream.
 *
 * @param domain the upper
 * @param channelId as that upper knows the channel
 * @param since when its INVITE came
 */
public record ViewerView(String id, String domain, String channelId, Instant since, LegView leg) {

    public JsonObject toJson() {
        return new JsonObject()
                .put("id", id)
                .put("domain", domain)
                .put("channelId", channelId)
                .put("since", since.toString())
                .put("leg", leg.toJson());
    }
}
