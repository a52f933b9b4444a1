package cascade.gateway.admin.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Manners of a domain: what it was seen to do, which profile fits, and what to set. Texts are in the language that was
 * asked for.
 *
 * @param since when looking began
 * @param messages of it that were looked at
 * @param present the profile that is configured
 * @param verdict {@code fits}, {@code perhaps} or {@code not-enough}
 * @param profile the one that fits, or may
 * @param sentence the verdict in words
 * @param profiles all there are, the best first
 * @param settings to change
 * @param snippet the same as HOCON to paste; "" where there are none
 * @param contradictions of the present configuration and what was seen
 * @param unseen what would tell more and has not happened yet
 * @param repairs how often something was put right while its messages were read, by kind
 */
public record MannersView(
        String domain,
        String role,
        Instant since,
        long messages,
        String present,
        String verdict,
        Optional<String> profile,
        String sentence,
        List<Fit> profiles,
        List<Setting> settings,
        String snippet,
        List<String> contradictions,
        List<String> unseen,
        List<Trait> seen,
        Map<String, Long> repairs) {

    public MannersView {
        profiles = List.copyOf(profiles);
        settings = List.copyOf(settings);
        contradictions = List.copyOf(contradictions);
        unseen = List.copyOf(unseen);
        seen = List.copyOf(seen);
        repairs = Collections.unmodifiableMap(new TreeMap<>(repairs));
    }

    /** Fit of one profile. */
    public record Fit(String profile, int score, List<Reason> pro, List<Reason> con) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("profile", profile)
                    .put("score", score)
                    .put("pro", array(pro, Reason::toJson))
                    .put("con", array(con, Reason::toJson));
        }
    }

    /**
     * Reason for or against a profile.
     *
     * @param source where the claim is from
     */
    public record Reason(String what, int weight, String source) {

        JsonObject toJson() {
            return new JsonObject().put("what", what).put("weight", weight).put("source", source);
        }
    }

    /**
     * Setting to change.
     *
     * @param key below {@code domains.NAME}
     * @param present the value now in force
     */
    public record Setting(String key, String value, String present, String reason) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("key", key)
                    .put("value", value)
                    .put("present", present)
                    .put("reason", reason);
        }
    }

    /**
     * Trait that was seen.
     *
     * @param trait stable word
     * @param title for people
     * @param values the most frequent first
     * @param others how often something else was seen that is not kept
     */
    public record Trait(String trait, String title, List<Value> values, long others) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("trait", trait)
                    .put("title", title)
                    .put("values", array(values, Value::toJson))
                    .put("others", others);
        }
    }

    /** One way in which it does so. */
    public record Value(String value, long count, Instant last, String example) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("value", value)
                    .put("count", count)
                    .put("last", last.toString())
                    .put("example", example);
        }
    }

    public JsonObject toJson() {
        var repaired = new JsonObject();
        repairs.forEach(repaired::put);
        return new JsonObject()
                .put("domain", domain)
                .put("role", role)
                .put("since", since.toString())
                .put("messages", messages)
                .put("present", present)
                .put("verdict", verdict)
                .put("profile", profile.orElse(null))
                .put("sentence", sentence)
                .put("profiles", array(profiles, Fit::toJson))
                .put("settings", array(settings, Setting::toJson))
                .put("snippet", snippet)
                .put("contradictions", new JsonArray(contradictions))
                .put("unseen", new JsonArray(unseen))
                .put("seen", array(seen, Trait::toJson))
                .put("repairs", repaired);
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonObject> toJson) {
        return items.stream().map(toJson).collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
    }
}
