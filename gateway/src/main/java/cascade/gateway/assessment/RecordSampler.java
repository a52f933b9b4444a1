package cascade.gateway.assessment;

import cascade.config.gateway.AssessmentConfig;
import cascade.gateway.time.Timers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Sampling of recordings: asks for those of a channel at a bounded rate, each channel once a round, one of a lower at a time.
 * Control loop only.
 */
final class RecordSampler {

    /** Outcome of a search. */
    interface Listener {

        void onCoverage(String lower, Coverage coverage);

        /** The lower refused, or did not answer in time. */
        void onUnanswered(String lower);
    }

    private final Supplier<AssessmentConfig> settings;
    private final InstantSource clock;
    private final RecordSource records;
    private final BooleanSupplier overloaded;
    private final Rounds rounds;
    private final Listener listener;
    private final Pace pace;

    RecordSampler(
            Supplier<AssessmentConfig> settings,
            Timers timers,
            InstantSource clock,
            Rounds rounds,
            RecordSource records,
            BooleanSupplier overloaded,
            Listener listener) {
        this.settings = settings;
        this.clock = clock;
        this.records = records;
        this.overloaded = overloaded;
        this.rounds = rounds;
        this.listener = listener;
        this.pace = new Pace(timers, () -> config().rate(), this::onTurn);
    }

    private AssessmentConfig.Recordings config() {
        return settings.get().recordings();
    }

    /** Begins, or goes on by other settings. */
    void restart() {
        pace.restart();
    }

    private void onTurn() {
        if (!overloaded.getAsBoolean()) {
            rounds.next().ifPresent(this::visit);
        }
    }

    private void visit(Rounds.Visit visit) {
        Instant to = clock.instant().minus(config().delay());
        Instant from = to.minus(config().period());
        records.find(visit.lower(), visit.channel(), from, to).onComplete(found -> {
            rounds.left(visit);
            if (visit.round().count(visit.channel())) {
                if (found.succeeded()) {
                    listener.onCoverage(visit.lower(), Coverage.of(found.result(), from, to, config().gap()));
                } else {
                    listener.onUnanswered(visit.lower());
                }
            }
        });
    }

    /** The lower is no longer configured. */
    void forget(String lower) {
        rounds.forget(lower);
    }

    void stop() {
        pace.stop();
    }
}
