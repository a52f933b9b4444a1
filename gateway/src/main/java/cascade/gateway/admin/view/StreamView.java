package cascade.gateway.admin.view;

import cascade.monitoring.StreamKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stream with its viewers.
 *
 * @param domain the lower that it comes from
 * @param channelId the lower's own id of the channel
 * @param since when it was made
 * @param leg the lower's
 * @param media what it carries, once that is known
 */
public record StreamView(
        String id,
        StreamKind kind,
        String domain,
        String channelId,
        StreamState state,
        Instant since,
        LegView leg,
        Optional<MediaView> media,
        List<ViewerView> viewers) {

    public StreamView {
        viewers = List.copyOf(viewers);
    }

    public JsonObject toJson() {
        var viewerArray = new JsonArray();
        viewers.forEach(viewer -> viewerArray.add(viewer.toJson()));
        return new JsonObject()
                .put("id", id)
                .put("kind", kind.label())
                .put("domain", domain)
                .put("channelId", channelId)
                .put("state", state.label())
                .put("since", since.toString())
                .put("leg", leg.toJson())
                .put("media", media.map(MediaView::toJson).orElse(null))
                .put("viewers", viewerArray);
    }
}
