package cascade.gateway.admin.view;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Drain of the gateway, and what still runs.
 *
 * @param since new calls are refused; empty where they are taken
 * @param streams from lowers, those that linger without a viewer among them
 * @param viewers of uppers
 */
public record DrainView(Optional<Instant> since, long streams, long viewers) {

    /** Whether new calls are refused. */
    public boolean isDraining() {
        return since.isPresent();
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("draining", isDraining())
                .put("since", since.map(Instant::toString).orElse(null))
                .put("streams", streams)
                .put("viewers", viewers);
    }
}
