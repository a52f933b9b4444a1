package cascade.gateway.assessment;

import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.gb.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Assessment of one lower. Rates are shares from 0 to 1 over the rolling window; empty where there is nothing to judge yet.
 * Immutable, any thread.
 *
 * @param lower the lower domain's name
 * @param uptime share of the time that its registration stood
 * @param devicesOnline share of its devices that could be used, weighted by time
 * @param openings by result, of all live streams that were opened: uppers' and the patrol's
 * @param openSuccess share of them that came to a picture
 * @param medianFirstFrame from our INVITE to the first key frame, rounded up to a class
 * @param slowFirstFrame the same, which 95 of 100 keep
 * @param recordings of the sampled channels
 * @param round of the patrol; empty before it has begun
 */
public record Assessment(
        String lower,
        OptionalDouble uptime,
        OptionalDouble devicesOnline,
        Map<OpeningResult, Long> openings,
        OptionalDouble openSuccess,
        Optional<Duration> medianFirstFrame,
        Optional<Duration> slowFirstFrame,
        Recordings recordings,
        Optional<Round> round) {

    public Assessment {
        openings = Map.copyOf(openings);
    }

    /**
     * Recordings of sampled channels.
     *
     * @param covered mean share of the period that they have
     * @param channels that were asked for and answered
     * @param whole those of them without a gap
     * @param unanswered channels whose lower refused to say, or never said
     */
    public record Recordings(OptionalDouble covered, long channels, long whole, long unanswered) {}

    /**
     * Round of the patrol, in which each channel counts once.
     *
     * @param nodes of the catalog, at the round's beginning
     * @param seen how many of them it has come to
     * @param skipped those that are no camera, are off, or could not be judged
     * @param pictures channels that came to a picture, opened by the patrol or by an upper
     * @param failures channels that did not
     * @param failing the first of these
     */
    public record Round(
            Instant began, int nodes, int seen, int skipped, int pictures, int failures, List<Failing> failing) {

        public Round {
            failing = List.copyOf(failing);
        }
    }

    /** Channel without a picture, by its lower's id. */
    public record Failing(DeviceId channel, OpeningResult result) {}
}
