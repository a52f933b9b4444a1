package cascade.gateway.call.probe;

import java.time.Duration;
import java.util.Optional;

/**
 * Opening of a live stream that has come to a result. What ended for a reason that is not the lower's, such as a viewer that
 * hung up, comes to none. Immutable, any thread.
 *
 * @param lower the lower domain's name
 * @param channelId as the lower knows it
 * @param byProbe whether a probe opened it and not a viewer
 * @param firstFrame from our INVITE to the first key frame; empty without one
 */
public record StreamOpening(
        String lower, String channelId, boolean byProbe, OpeningResult result, Optional<Duration> firstFrame) {}
