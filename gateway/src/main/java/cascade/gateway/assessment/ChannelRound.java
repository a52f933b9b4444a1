package cascade.gateway.assessment;

import cascade.gateway.gb.DeviceId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Round of a lower's channels: each of them once, in an order that looks like chance, so that a part of the round stands for
 * the whole. A channel that could not be looked at comes again at its end. One thread.
 */
final class ChannelRound {

    /** Of a step through the catalog: nodes that are no camera, or off, cost a look each. */
    private static final int LOOKS_A_STEP = 1_000;

    private static final int ATTEMPTS = 3;

    /** Far from any period of a catalog's order; prime, and so no divisor of what is smaller. */
    private static final long STRIDE = 1_000_000_007L;

    private final Instant began;
    private final int offset;
    private final IdSet done = new IdSet();
    private final Deque<DeviceId> again = new ArrayDeque<>();
    private final Map<DeviceId, Integer> attempts = new HashMap<>();
    private List<DeviceId> ids;
    private int seen;
    private int skipped;

    /** @param offset where in the order to begin */
    ChannelRound(Instant began, List<DeviceId> ids, int offset) {
        this.began = began;
        this.offset = offset;
        this.ids = ids;
    }

    /** The catalog has grown: what is counted stays so, the rest has its turn. */
    void extend(List<DeviceId> grown) {
        ids = grown;
        seen = 0;
        skipped = 0;
    }

    /** The next channel to look at; empty where there is none for now, which may be the end. */
    Optional<DeviceId> next(Predicate<DeviceId> playable) {
        for (int looks = 0; looks < LOOKS_A_STEP && seen < ids.size(); looks++) {
            DeviceId id = ids.get(Math.floorMod(offset + seen * STRIDE, ids.size()));
            seen++;
            if (done.contains(id)) {
                continue;
            }
            if (playable.test(id)) {
                return Optional.of(id);
            }
            skipped++;
        }
        while (seen == ids.size() && !again.isEmpty()) {
            DeviceId id = again.remove();
            if (done.contains(id)) {
                continue;
            }
            if (playable.test(id)) {
                return Optional.of(id);
            }
            attempts.remove(id);
            skipped++;
        }
        return Optional.empty();
    }

    /** Counts a channel; false: it was counted in this round already. */
    boolean count(DeviceId id) {
        attempts.remove(id);
        return done.add(id);
    }

    /** The channel was not looked at, through nobody's fault: it comes again, however often. */
    void putBack(DeviceId id) {
        again.add(id);
    }

    /** The channel could not be judged: it comes again, some times. */
    void retry(DeviceId id) {
        if (attempts.merge(id, 1, Integer::sum) < ATTEMPTS) {
            again.add(id);
        } else {
            attempts.remove(id);
            skipped++;
        }
    }

    boolean isOver() {
        return seen == ids.size() && again.isEmpty();
    }

    Instant began() {
        return began;
    }

    /** Nodes of the catalog that the round goes through. */
    int nodes() {
        return ids.size();
    }

    /** Those that it has come to. */
    int seen() {
        return seen;
    }

    /** Those that are no camera, are off, or could not be judged. */
    int skipped() {
        return skipped;
    }

    /** Channels that are counted. */
    int counted() {
        return done.size();
    }
}
