package cascade.gateway.admin.view;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Rejected source address (stranger) and its requests.
 *
 * @param id user part of From of the last request
 * @param reason stable word: the {@code kind} of {@code cascade_sip_rejected_total}
 * @param count requests of this source
 * @param nearestDomain the configured domain of that id, else one that may speak from there
 */
public record StrangerView(
        String network,
        String address,
        String id,
        String method,
        String reason,
        long count,
        Instant first,
        Instant last,
        Optional<String> nearestDomain) {

    public JsonObject toJson() {
        return new JsonObject()
                .put("network", network)
                .put("address", address)
                .put("id", id)
                .put("method", method)
                .put("reason", reason)
                .put("count", count)
                .put("first", first.toString())
                .put("last", last.toString())
                .put("nearestDomain", nearestDomain.orElse(null));
    }
}
