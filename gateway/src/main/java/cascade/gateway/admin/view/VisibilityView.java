package cascade.gateway.admin.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Visibility of an id's channels to every upper: which see them, under which id, and why or why not.
 *
 * @param id as it was asked for, an original or an exported id
 * @param channels those of that id, one for each lower that has it, and those that an upper would know by it
 */
public record VisibilityView(String id, List<Channel> channels) {

    public VisibilityView {
        channels = List.copyOf(channels);
    }

    public JsonObject toJson() {
        var array = new JsonArray();
        channels.forEach(channel -> array.add(channel.toJson()));
        return new JsonObject().put("id", id).put("channels", array);
    }

    /**
     * A channel, area, system or group of a lower's catalog.
     *
     * @param id the lower's own id
     * @param online as the lower last reported; empty where it is not in the catalog
     */
    public record Channel(String domain, String id, String name, Optional<Boolean> online, List<Upper> uppers) {

        public Channel {
            uppers = List.copyOf(uppers);
        }

        JsonObject toJson() {
            var array = new JsonArray();
            uppers.forEach(upper -> array.add(upper.toJson()));
            return new JsonObject()
                    .put("domain", domain)
                    .put("id", id)
                    .put("name", name)
                    .put("status", online.map(on -> on ? "on" : "off").orElse(null))
                    .put("uppers", array);
        }
    }

    /**
     * What one upper sees of it.
     *
     * @param exportedId the id under which it sees the channel, or would if nothing stood against it
     * @param code stable, for programs
     * @param rule the place in {@code share} of the rule that decided
     * @param reason for people
     */
    public record Upper(
            String domain,
            boolean visible,
            Optional<String> exportedId,
            String code,
            Optional<Integer> rule,
            String reason) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("domain", domain)
                    .put("visible", visible)
                    .put("exportedId", exportedId.orElse(null))
                    .put("code", code)
                    .put("rule", rule.orElse(null))
                    .put("reason", reason);
        }
    }
}
