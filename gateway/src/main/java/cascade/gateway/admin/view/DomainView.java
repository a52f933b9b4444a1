package cascade.gateway.admin.view;

import cascade.monitoring.Role;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Configured domain with its state.
 *
 * @param deviceId the peer's
 * @param since since when it is online, or is not
 * @param nextAttempt when an upper is registered with again after a try that failed
 * @param peerAddress {@code host:port} that it was last reached at or heard from
 * @param gbVersion X-GB-Ver that it named last, as 2022 platforms do
 * @param lastError the latest failure in plain words, kept until the domain is online again
 */
public record DomainView(
        String name,
        Role role,
        String deviceId,
        String network,
        DomainState state,
        Instant since,
        Optional<String> peerAddress,
        Optional<String> gbVersion,
        Optional<String> lastError,
        Optional<Instant> nextAttempt,
        DomainCounters counters) {

    public JsonObject toJson() {
        return new JsonObject()
                .put("name", name)
                .put("role", role.label())
                .put("deviceId", deviceId)
                .put("network", network)
                .put("state", state.label())
                .put("since", since.toString())
                .put("peerAddress", peerAddress.orElse(null))
                .put("gbVersion", gbVersion.orElse(null))
                .put("lastError", lastError.orElse(null))
                .put("nextAttempt", nextAttempt.map(Instant::toString).orElse(null))
                .put("counters", counters.toJson());
    }
}
