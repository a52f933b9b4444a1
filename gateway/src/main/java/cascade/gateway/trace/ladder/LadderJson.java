package cascade.gateway.trace.ladder;

import cascade.gateway.trace.Side;
import cascade.gateway.trace.Trace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Ladder as the API gives it; the document {@code openapi.json} tells what each field means. Stateless. */
public final class LadderJson {

    private LadderJson() {}

    /** @param correlationId under which a collector has the same messages */
    public static JsonObject of(Ladder ladder, String correlationId) {
        Trace.Part asked = ladder.trace().parts().getFirst();
        var legs = new JsonArray();
        ladder.trace().parts().forEach(part -> legs.add(leg(part)));
        var steps = new JsonArray();
        List<Step> all = ladder.steps();
        all.forEach(step -> steps.add(json(step, all.getFirst().at())));
        return new JsonObject()
                .put("id", ladder.trace().id())
                .put("correlationId", correlationId)
                .put("state", asked.end().isPresent() ? "ended" : "running")
                .put("started", asked.started().toString())
                .put("ended", asked.end().map(end -> end.at().toString()).orElse(null))
                .put("cause", asked.end().map(Trace.End::cause).orElse(null))
                .put("detail", asked.end().map(Trace.End::detail).orElse(null))
                .put("legs", legs)
                .put("dropped", ladder.dropped())
                .put("steps", steps);
    }

    private static JsonObject leg(Trace.Part part) {
        return new JsonObject()
                .put("id", part.subject().id())
                .put("side", part.subject().side().label())
                .put("domain", part.subject().domain())
                .put("channelId", part.subject().channelId())
                .put("dropped", part.dropped());
    }

    private static JsonObject json(Step step, Instant first) {
        var json = new JsonObject()
                .put("at", step.at().toString())
                .put("ms", Duration.between(first, step.at()).toNanos() / 1e6)
                .put("leg", step.subject())
                .put("side", step.side().label());
        return switch (step) {
            case Step.Message message -> message(json.put("kind", "message"), message);
            case Step.Note note ->
                json.put("kind", "milestone").put("what", note.what().label()).put("detail", note.detail());
        };
    }

    private static JsonObject message(JsonObject json, Step.Message message) {
        return json.put("domain", message.domain())
                .put("from", message.received() ? message.side().label() : Side.GATEWAY.label())
                .put(
                        "to",
                        message.received()
                                ? Side.GATEWAY.label()
                                : message.side().label())
                .put("transport", message.transport().name().toLowerCase(Locale.ROOT))
                .put("local", message.local())
                .put("remote", message.remote())
                .put("method", message.method())
                .put("status", message.status().isPresent() ? message.status().getAsInt() : null)
                .put("reason", message.reason())
                .put("cseq", message.cseq())
                .put("callId", message.callId())
                .put("bytes", message.bytes())
                .put("retransmission", message.retransmission())
                .put("repairs", new JsonArray(message.repairs()))
                .put("problem", message.problem().orElse(null))
                .put("summary", message.summary())
                .put("text", message.text());
    }
}
