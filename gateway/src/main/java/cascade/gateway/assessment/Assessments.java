package cascade.gateway.assessment;

import cascade.config.gateway.AssessmentConfig;
import cascade.gateway.call.probe.ChannelProbe;
import cascade.gateway.call.probe.StreamOpening;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import cascade.gateway.time.Turns;
import cascade.monitoring.AssessmentMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Assessment of all lowers: samples their online rates, counts what is told of openings and recordings, and runs the patrol
 * and the sampling of recordings where the settings ask for them. Control loop only.
 */
public final class Assessments {

    /** Lowers in one turn of the loop: a millisecond's work. */
    private static final int SAMPLED_AT_ONCE = 10;

    private final Supplier<AssessmentConfig> settings;
    private final AssessedLowers lowers;
    private final InstantSource clock;
    private final AssessmentMeters meters;
    private final Patrol patrol;
    private final RecordSampler recordings;
    private final Timer sampling;
    private final Turns turns;

    /** Those that were begun; a later one takes the place of one that goes on. */
    private int passes;

    private final Map<String, LowerFigures> figures = new HashMap<>();

    /**
     * @param settings in force, read at the time of use
     * @param overloaded whether the gateway has more to do than it should
     * @param chance where in its order a round begins
     */
    public Assessments(
            Supplier<AssessmentConfig> settings,
            Timers timers,
            InstantSource clock,
            AssessedLowers lowers,
            ChannelProbe probe,
            RecordSource records,
            BooleanSupplier overloaded,
            IntSupplier chance,
            AssessmentMeters meters) {
        this.settings = settings;
        this.lowers = lowers;
        this.clock = clock;
        this.meters = meters;
        this.sampling = new Timer(timers);
        this.turns = Turns.of(timers);
        this.patrol = new Patrol(
                settings,
                timers,
                new Rounds(lowers, () -> settings.get().patrol().round(), clock, chance),
                probe,
                overloaded);
        this.recordings = new RecordSampler(
                settings,
                timers,
                clock,
                new Rounds(lowers, () -> settings.get().recordings().period(), clock, chance),
                records,
                overloaded,
                new RecordSampler.Listener() {

                    @Override
                    public void onCoverage(String lower, Coverage coverage) {
                        of(lower).ifPresent(known -> known.recordings.add(coverage));
                        tell(lower);
                    }

                    @Override
                    public void onUnanswered(String lower) {
                        of(lower).ifPresent(known -> known.recordings.addUnanswered());
                    }
                });
    }

    /** Begins, or goes on by settings that a reload has changed. */
    public void restart() {
        sample();
        patrol.restart();
        recordings.restart();
    }

    private void sample() {
        int pass = ++passes;
        Iterator<String> all = lowers.names().iterator();
        turns.take(() -> pass == passes && sampleSome(all));
    }

    private boolean sampleSome(Iterator<String> rest) {
        boolean more = false;
        try {
            for (int i = 0; i < SAMPLED_AT_ONCE && rest.hasNext(); i++) {
                sampleIfConfigured(rest.next());
            }
            more = rest.hasNext();
        } finally {
            // after a fault in one as well
            if (!more) {
                sampling.start(settings.get().sampleInterval(), this::sample);
            }
        }
        return more;
    }

    /** One that has left meanwhile is none any more. */
    private void sampleIfConfigured(String lower) {
        if (lowers.isConfigured(lower)) {
            sample(lower);
        }
    }

    private void sample(String lower) {
        figures.computeIfAbsent(
                        lower, name -> new LowerFigures(() -> settings.get().window(), clock))
                .online
                .sample(lowers.isOnline(lower), lowers.devices(lower), lowers.devicesOn(lower));
        tell(lower);
    }

    /** That lower came online, or went offline; one that is being removed does so as well. */
    public void onPresence(String lower) {
        sampleIfConfigured(lower);
    }

    private Optional<LowerFigures> of(String lower) {
        return Optional.ofNullable(figures.get(lower));
    }

    /** An opening of a live stream came to a result. */
    public void onOpening(StreamOpening opening) {
        of(opening.lower()).ifPresent(known -> {
            known.openings.add(opening);
            patrol.onOpening(opening);
            meters.opening(opening.lower(), opening.byProbe(), opening.result(), opening.firstFrame());
            tell(opening.lower());
        });
    }

    private void tell(String lower) {
        show(lower).ifPresent(now -> {
            meters.rates(
                    lower,
                    now.uptime(),
                    now.devicesOnline(),
                    now.openSuccess(),
                    now.recordings().covered());
            now.round().ifPresent(round -> meters.round(lower, round.pictures(), round.failures()));
        });
    }

    /** Time that the rates are over. */
    public Duration window() {
        return settings.get().window();
    }

    /** All configured lowers, in their order. */
    public List<Assessment> report() {
        return lowers.names().stream().flatMap(lower -> show(lower).stream()).toList();
    }

    private Optional<Assessment> show(String lower) {
        return of(lower).map(known -> known.show(lower, patrol.round(lower)));
    }

    /** The lower is no longer configured. */
    public void forget(String lower) {
        figures.remove(lower);
        patrol.forget(lower);
        recordings.forget(lower);
    }

    /** Opens, asks and samples nothing more. */
    public void close() {
        passes++;
        sampling.stop();
        patrol.stop();
        recordings.stop();
    }
}
