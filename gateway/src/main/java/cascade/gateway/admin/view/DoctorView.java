package cascade.gateway.admin.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Diagnosis of what a leg carries, from the headers of its frames.
 *
 * @param content what was seen, empty while nothing is known
 * @param findings what is wrong with it, in both languages
 */
public record DoctorView(Optional<Content> content, List<Finding> findings) {

    /** Of a leg that nothing is known of. */
    public static final DoctorView NONE = new DoctorView(Optional.empty(), List.of());

    public DoctorView {
        findings = List.copyOf(findings);
    }

    /**
     * What the headers told.
     *
     * @param container {@code ps}, {@code es} or {@code unknown}
     * @param mappedVideo codec that the program stream map names
     * @param frameRate frames a second
     * @param gopFrames from one key frame to the next
     * @param keyFrameAgeSeconds since the last key frame that was seen, while looking
     * @param streamMap whether a program stream map is there
     * @param timestampHz how fast RTP timestamps run; 90,000 is right
     */
    public record Content(
            String container,
            Optional<String> video,
            Optional<String> mappedVideo,
            Optional<String> audio,
            Optional<Integer> width,
            Optional<Integer> height,
            Optional<Double> frameRate,
            Optional<Integer> gopFrames,
            Optional<Double> keyFrameAgeSeconds,
            boolean streamMap,
            Optional<Double> timestampHz,
            boolean timestampsStill,
            boolean privateData) {}

    /**
     * Something wrong.
     *
     * @param code stable word, a cause of an explanation
     * @param en in English
     * @param zh in Chinese
     */
    public record Finding(String code, String en, String zh) {

        JsonObject toJson() {
            return new JsonObject().put("code", code).put("en", en).put("zh", zh);
        }
    }

    JsonObject toJson() {
        var array = new JsonArray();
        findings.forEach(finding -> array.add(finding.toJson()));
        return new JsonObject()
                .put("container", value(Content::container))
                .put("video", optional(Content::video))
                .put("mappedVideo", optional(Content::mappedVideo))
                .put("audio", optional(Content::audio))
                .put("width", optional(Content::width))
                .put("height", optional(Content::height))
                .put("frameRate", optional(Content::frameRate))
                .put("gopFrames", optional(Content::gopFrames))
                .put("keyFrameAgeSeconds", optional(Content::keyFrameAgeSeconds))
                .put("streamMap", value(Content::streamMap))
                .put("timestampHz", optional(Content::timestampHz))
                .put("timestampsStill", value(Content::timestampsStill))
                .put("privateData", value(Content::privateData))
                .put("findings", array);
    }

    private @Nullable Object value(Function<Content, Object> part) {
        return content.map(part).orElse(null);
    }

    private @Nullable Object optional(Function<Content, Optional<?>> part) {
        return content.flatMap(part).orElse(null);
    }
}
