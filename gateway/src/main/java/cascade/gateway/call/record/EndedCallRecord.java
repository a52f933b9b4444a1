package cascade.gateway.call.record;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.store.RecordJson;
import cascade.gateway.store.RecordRing;
import cascade.monitoring.CallCause;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Record of an ended call in the store, as JSON; what is absent is left out. */
final class EndedCallRecord {

    static final RecordRing.Codec<EndedCall> CODEC = RecordRing.Codec.of(EndedCallRecord::write, EndedCallRecord::read);

    private EndedCallRecord() {}

    private static Buffer write(EndedCall call) {
        var json = new JsonObject()
                .put("id", call.id())
                .put("callId", call.callId())
                .put("domain", call.domain())
                .put("lower", call.lower())
                .put("channel", call.channelId())
                .put("cause", call.cause().name())
                .put("detail", call.detail())
                .put("status", call.status())
                .put("started", call.started().toString())
                .put("ended", call.ended().toString())
                .put("packets", call.packets())
                .put("bytes", call.bytes());
        call.answered().ifPresent(answered -> json.put("answered", answered.toString()));
        if (!call.media().equals(CallMedia.NONE)) {
            json.put("media", write(call.media()));
        }
        return json.toBuffer();
    }

    private static JsonObject write(CallMedia media) {
        var json =
                new JsonObject().put("lowerCallId", media.lowerCallId()).put("foreignPackets", media.foreignPackets());
        media.lowerTransport().ifPresent(transport -> json.put("lowerTransport", transport.name()));
        media.lowerLocal().ifPresent(address -> json.put("lowerLocal", address));
        media.lowerRemote().ifPresent(address -> json.put("lowerRemote", address));
        media.upperLocal().ifPresent(address -> json.put("upperLocal", address));
        media.upperRemote().ifPresent(address -> json.put("upperRemote", address));
        media.foreignFrom().ifPresent(address -> json.put("foreignFrom", address));
        media.foreignReason().ifPresent(reason -> json.put("foreignReason", reason.name()));
        media.hint().ifPresent(hint -> json.put("hint", hint));
        return json;
    }

    private static EndedCall read(Buffer record) {
        var json = new JsonObject(record);
        @Nullable JsonObject media = json.getJsonObject("media");
        return new EndedCall(
                json.getString("id"),
                json.getString("callId"),
                json.getString("domain"),
                json.getString("lower"),
                json.getString("channel"),
                CallCause.valueOf(json.getString("cause")),
                json.getString("detail"),
                json.getInteger("status"),
                Instant.parse(json.getString("started")),
                RecordJson.optional(json, "answered", Instant::parse),
                Instant.parse(json.getString("ended")),
                json.getLong("packets"),
                json.getLong("bytes"),
                media == null ? CallMedia.NONE : media(media));
    }

    private static CallMedia media(JsonObject json) {
        return new CallMedia(
                json.getString("lowerCallId"),
                RecordJson.optional(json, "lowerTransport", MediaTransport::valueOf),
                RecordJson.optional(json, "lowerLocal", text -> text),
                RecordJson.optional(json, "lowerRemote", text -> text),
                RecordJson.optional(json, "upperLocal", text -> text),
                RecordJson.optional(json, "upperRemote", text -> text),
                json.getLong("foreignPackets"),
                RecordJson.optional(json, "foreignFrom", text -> text),
                RecordJson.optional(json, "foreignReason", DropReason::valueOf),
                RecordJson.optional(json, "hint", text -> text));
    }
}
