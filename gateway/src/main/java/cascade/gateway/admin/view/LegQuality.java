package cascade.gateway.admin.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * RTP quality of a leg, beyond what {@link LegView} says: loss, reordering, round trip, SSRC changes, drops by reason.
 * Empty is what this side cannot know, or not yet.
 *
 * @param fractionLost out: 0 to 1, as the viewer last reported for the time since its report before
 * @param reordered in: came after a later one
 * @param duplicates in: came more than once
 * @param roundTrip out: to the viewer and back, from its report about our sender report
 * @param firstPacket in: from the lower's answer to its first packet
 * @param longestPause in: between two packets
 * @param pauses in: how many were longer than half a second
 * @param ssrcChanges in: how often the SSRC was not the expected one
 * @param dropped packets that went nowhere, by reason
 * @param secondaries in: other SSRCs that send beside the stream's own; they go to no viewer
 */
public record LegQuality(
        OptionalDouble fractionLost,
        OptionalLong reordered,
        OptionalLong duplicates,
        Optional<Duration> roundTrip,
        Optional<Duration> firstPacket,
        Optional<Duration> longestPause,
        OptionalLong pauses,
        OptionalLong ssrcChanges,
        Map<String, Long> dropped,
        List<Secondary> secondaries) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Of a leg that the media plane does not know yet. */
    public static final LegQuality UNKNOWN = new LegQuality(
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Map.of(),
            List.of());

    public LegQuality {
        dropped = Map.copyOf(dropped);
        secondaries = List.copyOf(secondaries);
    }

    /**
     * What comes under another SSRC than the stream's.
     *
     * @param ssrc ten digits
     */
    public record Secondary(String ssrc, long packets, long bytes, long lost, Duration jitter) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("ssrc", ssrc)
                    .put("packets", packets)
                    .put("bytes", bytes)
                    .put("lost", lost)
                    .put("jitterSeconds", jitter.toNanos() / NANOS_PER_SECOND);
        }
    }

    JsonObject toJson() {
        var others = new JsonArray();
        secondaries.forEach(other -> others.add(other.toJson()));
        return new JsonObject()
                .put("fractionLost", fractionLost.isPresent() ? fractionLost.getAsDouble() : null)
                .put("reordered", number(reordered))
                .put("duplicates", number(duplicates))
                .put("roundTripSeconds", seconds(roundTrip))
                .put("firstPacketTimeMs", firstPacket.map(Duration::toMillis).orElse(null))
                .put("longestPauseSeconds", seconds(longestPause))
                .put("pauses", number(pauses))
                .put("ssrcChanges", number(ssrcChanges))
                .put("dropped", new JsonObject(new TreeMap<String, Object>(dropped)))
                .put("secondarySources", others);
    }

    private static @Nullable Long number(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static @Nullable Double seconds(Optional<Duration> value) {
        return value.map(time -> time.toNanos() / NANOS_PER_SECOND).orElse(null);
    }
}
