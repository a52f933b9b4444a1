package cascade.gateway.admin.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Channel of a lower domain's catalog, and the uppers that see it.
 *
 * @param domain the lower
 * @param id the lower's own id
 * @param online the status that the lower last reported
 */
public record ChannelView(
        String domain,
        String id,
        String name,
        boolean online,
        Optional<String> parentId,
        Optional<String> manufacturer,
        List<Export> exports) {

    public ChannelView {
        exports = List.copyOf(exports);
    }

    public JsonObject toJson() {
        var exportArray = new JsonArray();
        exports.forEach(export -> exportArray.add(export.toJson()));
        return new JsonObject()
                .put("domain", domain)
                .put("id", id)
                .put("name", name)
                .put("status", online ? "on" : "off")
                .put("parentId", parentId.orElse(null))
                .put("manufacturer", manufacturer.orElse(null))
                .put("exports", exportArray);
    }

    /**
     * Under which id an upper sees the channel.
     *
     * @param domain the upper
     */
    public record Export(String domain, String id) {

        JsonObject toJson() {
            return new JsonObject().put("domain", domain).put("id", id);
        }
    }
}
