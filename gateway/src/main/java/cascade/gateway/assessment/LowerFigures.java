package cascade.gateway.assessment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Figures of one lower over the rolling window. One thread. */
final class LowerFigures {

    final OnlineRate online;
    final OpeningTally openings;
    final RecordingTally recordings;

    LowerFigures(Supplier<Duration> window, InstantSource clock) {
        this.online = new OnlineRate(window, clock);
        this.openings = new OpeningTally(window, clock);
        this.recordings = new RecordingTally(window, clock);
    }

    Assessment show(String lower, Optional<Assessment.Round> round) {
        return new Assessment(
                lower,
                online.uptime(),
                online.devicesOnline(),
                openings.results(),
                openings.success(),
                openings.medianFirstFrame(),
                openings.slowFirstFrame(),
                new Assessment.Recordings(
                        recordings.covered(), recordings.sampled(), recordings.whole(), recordings.unanswered()),
                round);
    }
}
