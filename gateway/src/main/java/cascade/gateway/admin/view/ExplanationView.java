package cascade.gateway.admin.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Explanation of why an upper can or cannot play a channel.
 *
 * @param ok whether nothing keeps its media from coming through
 * @param cause stable word, {@code none} where nothing is wrong
 * @param sentence what is in the way and what to do, in the language that was asked for
 * @param steps the stations of the way in order
 */
public record ExplanationView(boolean ok, String cause, String sentence, List<Step> steps) {

    public ExplanationView {
        steps = List.copyOf(steps);
    }

    /**
     * Station on the way.
     *
     * @param step stable word
     * @param result {@code ok}, {@code failed}, {@code unknown}
     * @param text for people
     * @param facts behind it, in the order in which they are to be read
     */
    public record Step(String step, String result, String text, Map<String, String> facts) {

        public Step {
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        }

        JsonObject toJson() {
            var known = new JsonObject();
            facts.forEach(known::put);
            return new JsonObject()
                    .put("step", step)
                    .put("result", result)
                    .put("text", text)
                    .put("facts", known);
        }
    }

    public JsonObject toJson() {
        var array = new JsonArray();
        steps.forEach(step -> array.add(step.toJson()));
        return new JsonObject()
                .put("ok", ok)
                .put("cause", cause)
                .put("sentence", sentence)
                .put("steps", array);
    }
}
