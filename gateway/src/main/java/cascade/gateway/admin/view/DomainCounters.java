package cascade.gateway.admin.view;

import io.vertx.core.json.JsonObject;

/**
 * Counters and present numbers of a domain; the first three count since the gateway started, the others are the state
 * now.
 *
 * @param registrations that were accepted, refreshes included
 * @param registrationFailures rejected, timed out or not sent
 * @param missedKeepalives that were due and not seen, or sent and not answered
 * @param channels of a lower: known; of an upper: shared with it
 * @param streams taken from a lower
 * @param viewers of an upper
 */
public record DomainCounters(
        long registrations,
        long registrationFailures,
        long missedKeepalives,
        long channels,
        long streams,
        long viewers) {

    public JsonObject toJson() {
        return new JsonObject()
                .put("registrations", registrations)
                .put("registrationFailures", registrationFailures)
                .put("missedKeepalives", missedKeepalives)
                .put("channels", channels)
                .put("streams", streams)
                .put("viewers", viewers);
    }
}
