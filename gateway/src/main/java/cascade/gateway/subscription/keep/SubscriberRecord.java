package cascade.gateway.subscription.keep;

import cascade.gateway.sip.dialog.DialogJson;
import cascade.gateway.sip.dialog.DialogSnapshot;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * Subscription of ours at a peer, as the next process takes it up. Immutable.
 *
 * @param event as it was asked for
 * @param refresh when it is due to be refreshed, by the wall clock
 * @param expires when the peer ends it
 */
public record SubscriberRecord(DialogSnapshot dialog, String event, Instant refresh, Instant expires) {

    Buffer encode() {
        return new JsonObject()
                .put("dialog", DialogJson.write(dialog))
                .put("event", event)
                .put("refresh", refresh.toEpochMilli())
                .put("expires", expires.toEpochMilli())
                .toBuffer();
    }

    /** @throws RuntimeException where it is none that {@link #encode} wrote */
    static SubscriberRecord decode(Buffer record) {
        var json = new JsonObject(record);
        return new SubscriberRecord(
                DialogJson.read(json.getJsonObject("dialog")),
                json.getString("event"),
                Instant.ofEpochMilli(json.getLong("refresh")),
                Instant.ofEpochMilli(json.getLong("expires")));
    }
}
