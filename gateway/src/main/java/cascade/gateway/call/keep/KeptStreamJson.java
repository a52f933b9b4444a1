package cascade.gateway.call.keep;

import cascade.gateway.domain.hop.Onward;
import cascade.gateway.domain.hop.RoutePath;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SdpWriter;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceSnapshot;
import cascade.gateway.store.RecordJson;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalInt;

/** Codec of a {@link KeptStream} in JSON; descriptions are kept as SDP. Stateless. */
final class KeptStreamJson {

    private KeptStreamJson() {}

    static JsonObject write(KeptStream stream) {
        JsonObject json = new JsonObject()
                .put("id", stream.id())
                .put("lower", stream.lower())
                .put("channel", stream.channelId())
                .put("streamIndex", stream.streamIndex())
                .put("kind", stream.kind().name())
                .put("started", stream.started().toString())
                .put("answered", stream.answered().toString())
                .put("wanted", Fields.offer(stream.wanted()))
                .put("transport", stream.transport().name())
                .put("ssrc", stream.ssrc().value())
                .put("onward", write(stream.onward()))
                .put("path", stream.path().toString())
                .put("dialog", stream.dialog())
                .put("answer", SdpWriter.write(stream.answer()))
                .put("source", write(stream.source()))
                .put("held", stream.held())
                .put("leg", write(stream.leg()));
        stream.firstDirection().ifPresent(direction -> json.put("firstDirection", direction.name()));
        return json;
    }

    static KeptStream read(JsonObject json) {
        return new KeptStream(
                json.getString("id"),
                json.getString("lower"),
                json.getString("channel"),
                json.getInteger("streamIndex"),
                SessionKind.valueOf(json.getString("kind")),
                Fields.instant(json, "started"),
                Fields.instant(json, "answered"),
                Fields.offer(json.getJsonObject("wanted")),
                MediaTransport.valueOf(json.getString("transport")),
                new Ssrc(json.getLong("ssrc")),
                readOnward(json.getJsonObject("onward")),
                path(json.getString("path")),
                json.getString("dialog"),
                Fields.description(json.getString("answer")),
                readSource(json.getJsonObject("source")),
                RecordJson.optional(json, "firstDirection", Direction::valueOf),
                json.getBoolean("held"),
                readLeg(json.getJsonObject("leg")));
    }

    private static RoutePath path(String text) {
        return RoutePath.parse(text).orElseGet(RoutePath::of);
    }

    private static JsonObject write(Onward onward) {
        var json = new JsonObject();
        onward.maxForwards().ifPresent(hops -> json.put("maxForwards", hops));
        onward.visited().ifPresent(visited -> json.put("visited", visited));
        onward.user().ifPresent(user -> json.put("user", user));
        onward.path().ifPresent(path -> json.put("path", path.toString()));
        return json;
    }

    private static Onward readOnward(JsonObject json) {
        return new Onward(
                Optional.ofNullable(json.getInteger("maxForwards")),
                Optional.ofNullable(json.getString("visited")),
                Optional.ofNullable(json.getString("user")),
                Optional.ofNullable(json.getString("path")).flatMap(RoutePath::parse));
    }

    private static JsonObject write(SourceAnswer source) {
        JsonObject json = new JsonObject()
                .put("rtp", Fields.address(source.rtp()))
                .put("payloadTypes", Fields.numbers(source.payloadTypes()))
                .put("psPayloadTypes", Fields.numbers(source.psPayloadTypes()))
                .put("clockRateHz", source.clockRateHz());
        source.rtcp().ifPresent(rtcp -> json.put("rtcp", Fields.address(rtcp)));
        source.ssrc().ifPresent(ssrc -> json.put("ssrc", ssrc));
        return json;
    }

    private static SourceAnswer readSource(JsonObject json) {
        return new SourceAnswer(
                Fields.address(json.getJsonObject("rtp")),
                Optional.ofNullable(json.getJsonObject("rtcp")).map(Fields::address),
                Optional.ofNullable(json.getInteger("ssrc"))
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                Fields.numbers(json.getJsonArray("payloadTypes")),
                Fields.numbers(json.getJsonArray("psPayloadTypes")),
                json.getInteger("clockRateHz"));
    }

    private static JsonObject write(SourceSnapshot leg) {
        JsonObject json = new JsonObject().put("rtpPort", leg.rtpPort()).put("sequenceShift", leg.sequenceShift());
        leg.latched()
                .ifPresent(latched ->
                        json.put("latched", Fields.address(latched.from())).put("ssrc", latched.ssrc()));
        return json;
    }

    private static SourceSnapshot readLeg(JsonObject json) {
        return new SourceSnapshot(
                json.getInteger("rtpPort"),
                Optional.ofNullable(json.getJsonObject("latched"))
                        .map(from -> new SourceSnapshot.Latched(Fields.address(from), json.getInteger("ssrc"))),
                json.getInteger("sequenceShift"));
    }
}
