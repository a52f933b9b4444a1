package cascade.gateway.assessment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Recordings of a lower's sampled channels, over the rolling window. One thread. */
final class RecordingTally {

    private static final int SAMPLED = 0;
    private static final int COVERED = 1;
    private static final int WHOLE = 2;
    private static final int UNANSWERED = 3;

    private final RollingSums counts;

    RecordingTally(Supplier<Duration> window, InstantSource clock) {
        this.counts = new RollingSums(4, window, clock);
    }

    void add(Coverage coverage) {
        counts.add(SAMPLED, 1);
        counts.add(COVERED, coverage.share());
        counts.add(WHOLE, coverage.isWhole() ? 1 : 0);
    }

    /** A channel whose lower refused to say, or never said, what it has. */
    void addUnanswered() {
        counts.add(UNANSWERED, 1);
    }

    long sampled() {
        return (long) counts.sum(SAMPLED);
    }

    long whole() {
        return (long) counts.sum(WHOLE);
    }

    long unanswered() {
        return (long) counts.sum(UNANSWERED);
    }

    /** Mean share of the period that the sampled channels have. */
    OptionalDouble covered() {
        double sampled = counts.sum(SAMPLED);
        return sampled == 0 ? OptionalDouble.empty() : OptionalDouble.of(counts.sum(COVERED) / sampled);
    }
}
