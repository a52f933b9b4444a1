package cascade.gateway.call;

import cascade.gateway.media.StreamStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A running stream as the API shows it.
 *
 * @param callId towards the lower, empty before its INVITE
 * @param lower the lower domain's name
 * @param setupTime until the lower's 200
 * @param offeredSsrc what our offer asked the lower to send
 * @param stats counts of the media plane, empty while ports are being opened
 */
public record CallSnapshot(
        String id,
        String callId,
        String lower,
        String channelId,
        int streamIndex,
        boolean running,
        long offeredSsrc,
        Instant started,
        Optional<Duration> setupTime,
        Optional<StreamStats> stats,
        List<ViewerSnapshot> viewers) {

    /**
     * @param legId names its counts in {@link StreamStats#viewers}, empty before its ports are open
     * @param setupTime from its INVITE to our 200
     */
    public record ViewerSnapshot(
            String id,
            String callId,
            String upper,
            String channelId,
            Instant started,
            Optional<Duration> setupTime,
            Optional<Long> legId) {}
}
