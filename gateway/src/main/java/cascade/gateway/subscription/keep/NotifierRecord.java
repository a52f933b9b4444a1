package cascade.gateway.subscription.keep;

import cascade.gateway.sip.dialog.DialogJson;
import cascade.gateway.sip.dialog.DialogSnapshot;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Subscription of a peer at us, as the next process takes it up. Immutable.
 *
 * @param topic that it is to, in the words of the feature that notifies
 * @param target the id that it is for
 * @param interval between two reports of a device; zero where there is none
 * @param event as the peer wrote it, if it wrote any
 * @param expires when the peer lets it run out, by the wall clock
 */
public record NotifierRecord(
        DialogSnapshot dialog,
        String topic,
        String target,
        Duration interval,
        Optional<String> event,
        Instant expires) {

    Buffer encode() {
        JsonObject json = new JsonObject()
                .put("dialog", DialogJson.write(dialog))
                .put("topic", topic)
                .put("target", target)
                .put("interval", interval.toMillis())
                .put("expires", expires.toEpochMilli());
        event.ifPresent(written -> json.put("event", written));
        return json.toBuffer();
    }

    /** @throws RuntimeException where it is none that {@link #encode} wrote */
    static NotifierRecord decode(Buffer record) {
        var json = new JsonObject(record);
        return new NotifierRecord(
                DialogJson.read(json.getJsonObject("dialog")),
                json.getString("topic"),
                json.getString("target"),
                Duration.ofMillis(json.getLong("interval")),
                Optional.ofNullable(json.getString("event")),
                Instant.ofEpochMilli(json.getLong("expires")));
    }
}
