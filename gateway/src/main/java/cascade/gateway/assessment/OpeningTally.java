package cascade.gateway.assessment;

import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.call.probe.StreamOpening;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Results and times of all openings of a lower's live streams, over the rolling window. One thread. */
final class OpeningTally {

    /** Upper bounds of the classes that times are counted in; a longer one counts as the last. */
    private static final long[] BOUNDS_MILLIS = {
        200, 300, 500, 700, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 7_000, 10_000, 15_000, 30_000
    };

    private static final int RESULTS = OpeningResult.values().length;
    private static final double P95 = 0.95;

    private final RollingSums counts;

    OpeningTally(Supplier<Duration> window, InstantSource clock) {
        this.counts = new RollingSums(RESULTS + BOUNDS_MILLIS.length, window, clock);
    }

    void add(StreamOpening opening) {
        counts.add(opening.result().ordinal(), 1);
        opening.firstFrame().ifPresent(time -> counts.add(RESULTS + classOf(time), 1));
    }

    private static int classOf(Duration time) {
        int at = 0;
        while (at < BOUNDS_MILLIS.length - 1 && time.toMillis() > BOUNDS_MILLIS[at]) {
            at++;
        }
        return at;
    }

    Map<OpeningResult, Long> results() {
        Map<OpeningResult, Long> results = new EnumMap<>(OpeningResult.class);
        for (OpeningResult result : OpeningResult.values()) {
            results.put(result, (long) counts.sum(result.ordinal()));
        }
        return results;
    }

    /** Share of the openings that came to a picture. */
    OptionalDouble success() {
        Map<OpeningResult, Long> results = results();
        long all = results.values().stream().mapToLong(Long::longValue).sum();
        return all == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) results.getOrDefault(OpeningResult.PICTURE, 0L) / all);
    }

    /** Time in which half of the pictures were there, as the upper bound of a class. */
    Optional<Duration> medianFirstFrame() {
        return quantile(0.5);
    }

    /** The same for 95 of 100. */
    Optional<Duration> slowFirstFrame() {
        return quantile(P95);
    }

    private Optional<Duration> quantile(double share) {
        double all = 0;
        for (int i = 0; i < BOUNDS_MILLIS.length; i++) {
            all += counts.sum(RESULTS + i);
        }
        double sum = 0;
        for (int i = 0; i < BOUNDS_MILLIS.length && all > 0; i++) {
            sum += counts.sum(RESULTS + i);
            if (sum >= all * share) {
                return Optional.of(Duration.ofMillis(BOUNDS_MILLIS[i]));
            }
        }
        return Optional.empty();
    }
}
