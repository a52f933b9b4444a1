package cascade.gateway.assessment;

import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.gb.DeviceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Results of the running rounds: how many channels have a picture, and which have none. One thread. */
final class PatrolTallies {

    /** Failing channels that are named at most. */
    static final int MAX_FAILING = 100;

    private static final class Tally {
        private final ChannelRound round;
        private final List<Assessment.Failing> failing = new ArrayList<>();
        private int pictures;

        Tally(ChannelRound round) {
            this.round = round;
        }
    }

    private final Map<String, Tally> byLower = new HashMap<>();

    private Tally of(String lower, ChannelRound round) {
        return byLower.merge(lower, new Tally(round), (known, fresh) -> known.round.equals(round) ? known : fresh);
    }

    void add(String lower, ChannelRound round, DeviceId channel, OpeningResult result) {
        Tally tally = of(lower, round);
        if (result == OpeningResult.PICTURE) {
            tally.pictures++;
        } else if (tally.failing.size() < MAX_FAILING) {
            tally.failing.add(new Assessment.Failing(channel, result));
        }
    }

    Assessment.Round show(String lower, ChannelRound round) {
        Tally tally = of(lower, round);
        return new Assessment.Round(
                round.began(),
                round.nodes(),
                round.seen(),
                round.skipped(),
                tally.pictures,
                round.counted() - tally.pictures,
                tally.failing);
    }

    void forget(String lower) {
        byLower.remove(lower);
    }
}
