package cascade.gateway.call.keep;

import cascade.address.IpText;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import io.vertx.core.json.JsonObject;

/** Codec of a {@link KeptViewer} in JSON; its offer is kept as SDP. Stateless. */
final class KeptViewerJson {

    private KeptViewerJson() {}

    static JsonObject write(KeptViewer viewer) {
        return new JsonObject()
                .put("id", viewer.id())
                .put("stream", viewer.stream())
                .put("upper", viewer.upper())
                .put("channel", viewer.exportedId())
                .put("dialog", viewer.dialog())
                .put("offer", Fields.offer(viewer.offer()))
                .put("firstDirection", viewer.firstDirection().name())
                .put("held", viewer.held())
                .put("ssrc", viewer.ssrc().value())
                .put("rtpPort", viewer.rtpPort())
                .put("signalling", IpText.of(viewer.signalling()))
                .put("started", viewer.started().toString())
                .put("answered", viewer.answered().toString())
                .put("packetsBefore", viewer.packetsBefore())
                .put("bytesBefore", viewer.bytesBefore())
                .put("acknowledged", viewer.acknowledged());
    }

    static KeptViewer read(JsonObject json) {
        return new KeptViewer(
                json.getString("id"),
                json.getString("stream"),
                json.getString("upper"),
                json.getString("channel"),
                json.getString("dialog"),
                Fields.offer(json.getJsonObject("offer")),
                Direction.valueOf(json.getString("firstDirection")),
                json.getBoolean("held"),
                new Ssrc(json.getLong("ssrc")),
                json.getInteger("rtpPort"),
                Fields.host(json.getString("signalling")),
                Fields.instant(json, "started"),
                Fields.instant(json, "answered"),
                json.getLong("packetsBefore"),
                json.getLong("bytesBefore"),
                json.getBoolean("acknowledged"));
    }
}
