package cascade.gateway.admin.view;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Version, build and settings of the running program.
 *
 * @param build revision of its sources
 * @param gear how media is moved: {@code epoll} or {@code nio}
 * @param settings those in force, secrets masked; made when asked for, on any thread
 */
public record InfoView(
        String version, String build, String java, Instant started, String gear, Supplier<JsonObject> settings) {

    public JsonObject toJson() {
        return new JsonObject()
                .put("version", version)
                .put("build", build)
                .put("java", java)
                .put("started", started.toString())
                .put("gear", gear)
                .put("settings", settings.get());
    }
}
