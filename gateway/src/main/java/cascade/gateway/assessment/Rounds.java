package cascade.gateway.assessment;

import cascade.gateway.gb.DeviceId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Rounds of all lowers, which take turns: of each one channel at a time, and only while it is online. One thread. */
final class Rounds {

    /** Channel whose turn it is. */
    record Visit(String lower, DeviceId channel, ChannelRound round) {}

    private final AssessedLowers lowers;
    private final Supplier<Duration> atLeast;
    private final InstantSource clock;
    private final IntSupplier chance;
    private final Map<String, ChannelRound> rounds = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private int turn;

    /**
     * @param atLeast from the beginning of a round to that of the next
     * @param chance where in its order a round begins
     */
    Rounds(AssessedLowers lowers, Supplier<Duration> atLeast, InstantSource clock, IntSupplier chance) {
        this.lowers = lowers;
        this.atLeast = atLeast;
        this.clock = clock;
        this.chance = chance;
    }

    /** The next channel; its lower has no other turn before {@link #left}. */
    Optional<Visit> next() {
        List<String> names = lowers.names();
        for (int i = 0; i < names.size(); i++) {
            String lower = names.get(Math.floorMod(turn, names.size()));
            turn++;
            if (!busy.contains(lower) && lowers.isOnline(lower)) {
                ChannelRound round = current(lower);
                Optional<DeviceId> channel = round.next(id -> lowers.isPlayable(lower, id));
                if (channel.isPresent()) {
                    busy.add(lower);
                    return channel.map(id -> new Visit(lower, id, round));
                }
            }
        }
        return Optional.empty();
    }

    private ChannelRound current(String lower) {
        ChannelRound running = rounds.get(lower);
        if (running != null && !mayFollow(running)) {
            if (running.isOver() && lowers.nodes(lower) > running.nodes()) {
                running.extend(lowers.ids(lower));
            }
            return running;
        }
        var next = new ChannelRound(clock.instant(), lowers.ids(lower), chance.getAsInt());
        rounds.put(lower, next);
        return next;
    }

    private boolean mayFollow(ChannelRound last) {
        return last.nodes() == 0
                || (last.isOver() && !last.began().plus(atLeast.get()).isAfter(clock.instant()));
    }

    /** The visit is over. */
    void left(Visit visit) {
        busy.remove(visit.lower());
    }

    Optional<ChannelRound> of(String lower) {
        return Optional.ofNullable(rounds.get(lower));
    }

    /** Visits that are not over. */
    int open() {
        return busy.size();
    }

    void forget(String lower) {
        rounds.remove(lower);
    }
}
