package cascade.gateway.call.record;

import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.StreamStats;
import cascade.monitoring.StreamKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Snapshot of a running stream for the API.
 *
 * @param callId towards the lower, empty before its INVITE
 * @param lower the lower domain's name
 * @param transport of its media, with our role
 * @param setupTime until the lower's 200
 * @param offeredSsrc what our offer asked the lower to send
 * @param media where the lower's packets are expected from, and who else sent some
 * @param formats encodings of the payload types in the lower's answer, empty before it
 * @param stats counts of the media plane, empty while ports are being opened
 */
public record CallSnapshot(
        String id,
        StreamKind kind,
        String callId,
        String lower,
        String channelId,
        int streamIndex,
        boolean running,
        MediaTransport transport,
        long offeredSsrc,
        Instant started,
        Optional<Duration> setupTime,
        Optional<StreamStats> stats,
        CallMedia media,
        Map<Integer, String> formats,
        List<ViewerSnapshot> viewers) {

    /**
     * @param transport of its media, with our role
     * @param legId names its counts in {@link StreamStats#viewers}, empty before its ports are open
     * @param setupTime from its INVITE to our 200
     */
    public record ViewerSnapshot(
            String id,
            String callId,
            String upper,
            String channelId,
            MediaTransport transport,
            Instant started,
            Optional<Duration> setupTime,
            Optional<Long> legId) {}
}
