package cascade.gateway.admin.view;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * Container and codecs of a stream, as a look into its packets told.
 *
 * @param container {@code ps}, {@code es}, or {@code unknown}: no program stream, and no codec that we know
 * @param video its codec; empty: none was seen
 * @param audio its codec; empty: none was seen
 * @param keyFrames seen while looking, not all that there were
 * @param keyFrameInterval between the last two that came within one look
 */
public record MediaView(
        String container,
        Optional<String> video,
        Optional<String> audio,
        long keyFrames,
        Optional<Duration> keyFrameInterval) {

    private static final double NANOS_PER_SECOND = 1e9;

    JsonObject toJson() {
        return new JsonObject()
                .put("container", container)
                .put("video", video.orElse(null))
                .put("audio", audio.orElse(null))
                .put("keyFrames", keyFrames)
                .put(
                        "keyFrameIntervalSeconds",
                        keyFrameInterval
                                .map(time -> time.toNanos() / NANOS_PER_SECOND)
                                .orElse(null));
    }
}
