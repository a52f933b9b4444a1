package cascade.gateway.assessment;

import cascade.config.gateway.AssessmentConfig;
import cascade.gateway.call.probe.ChannelProbe;
import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.call.probe.ProbeEnd;
import cascade.gateway.call.probe.ProbeTerms;
import cascade.gateway.call.probe.StreamOpening;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.time.Timers;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Patrol (巡检): opens each channel once a round, at a bounded rate, one of a lower at a time. A channel that an upper plays
 * meanwhile need not be opened any more; one that cannot be judged comes again; under overload, and where streams or ports run
 * short, it waits. Control loop only.
 *
 * <pre>
 *   rate 0: off --reload--> at each interval: whose turn? --channel--> probe --JUDGED, WATCHED--> counted
 *                                                                        |--VOID, IN_USE--> again, some times
 *                                                                        `--BUSY, CLOSED, OFFLINE--> again
 * </pre>
 */
final class Patrol {

    private final Supplier<AssessmentConfig> settings;
    private final ChannelProbe probe;
    private final BooleanSupplier overloaded;
    private final Rounds rounds;
    private final PatrolTallies tallies;
    private final Pace pace;

    /** @param overloaded whether the gateway has more to do than it should */
    Patrol(
            Supplier<AssessmentConfig> settings,
            Timers timers,
            Rounds rounds,
            ChannelProbe probe,
            BooleanSupplier overloaded) {
        this.settings = settings;
        this.probe = probe;
        this.overloaded = overloaded;
        this.rounds = rounds;
        this.tallies = new PatrolTallies();
        this.pace = new Pace(timers, () -> config().rate(), this::onTurn);
    }

    private AssessmentConfig.Patrol config() {
        return settings.get().patrol();
    }

    /** Begins, or goes on by other settings. */
    void restart() {
        pace.restart();
    }

    private void onTurn() {
        if (!overloaded.getAsBoolean() && rounds.open() < config().concurrent()) {
            rounds.next().ifPresent(this::visit);
        }
    }

    private void visit(Rounds.Visit visit) {
        probe.open(visit.lower(), visit.channel(), new ProbeTerms(config().keepFree()))
                .onComplete(end -> {
                    rounds.left(visit);
                    onEnd(visit, end.succeeded() ? end.result() : ProbeEnd.VOID);
                });
    }

    private void onEnd(Rounds.Visit visit, ProbeEnd end) {
        switch (end) {
            // counted when it was told
            case JUDGED -> {}
            case WATCHED -> count(visit.round(), visit.lower(), visit.channel(), OpeningResult.PICTURE);
            case VOID, IN_USE -> visit.round().retry(visit.channel());
            case BUSY, CLOSED, OFFLINE -> visit.round().putBack(visit.channel());
        }
    }

    /** An opening came to a result: a probe's counts, a viewer's as far as it saw a picture. */
    void onOpening(StreamOpening opening) {
        if (opening.byProbe() || opening.result() == OpeningResult.PICTURE) {
            rounds.of(opening.lower())
                    .ifPresent(round ->
                            count(round, opening.lower(), new DeviceId(opening.channelId()), opening.result()));
        }
    }

    private void count(ChannelRound round, String lower, DeviceId channel, OpeningResult result) {
        if (round.count(channel)) {
            tallies.add(lower, round, channel, result);
        }
    }

    /** How far the lower's round is; empty before its first. */
    Optional<Assessment.Round> round(String lower) {
        return rounds.of(lower).map(round -> tallies.show(lower, round));
    }

    /** The lower is no longer configured. */
    void forget(String lower) {
        rounds.forget(lower);
        tallies.forget(lower);
    }

    void stop() {
        pace.stop();
    }
}
