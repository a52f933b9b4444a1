package cascade.gateway.admin.view;

import io.vertx.core.json.JsonObject;

/**
 * Health check of one part.
 *
 * @param detail in plain words, good or bad
 */
public record HealthCheck(String name, boolean ok, String detail) {

    public JsonObject toJson() {
        return new JsonObject().put("name", name).put("ok", ok).put("detail", detail);
    }
}
