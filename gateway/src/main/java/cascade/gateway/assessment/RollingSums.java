package cascade.gateway.assessment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Sums over a rolling window of {@value #SLOTS} slots: what is older than the window falls out slot by slot. With another
 * window it begins anew. One thread.
 */
final class RollingSums {

    static final int SLOTS = 24;

    private final Supplier<Duration> window;
    private final InstantSource clock;
    private final double[][] slots;
    private Duration windowOfSlots;
    private long newest;

    /** @param fields how many sums there are */
    RollingSums(int fields, Supplier<Duration> window, InstantSource clock) {
        this.window = window;
        this.clock = clock;
        this.slots = new double[SLOTS][fields];
        this.windowOfSlots = window.get();
        this.newest = slot();
    }

    private long slot() {
        long slotMillis = Math.max(1, windowOfSlots.toMillis() / SLOTS);
        return Math.floorDiv(clock.instant().toEpochMilli(), slotMillis);
    }

    void add(int field, double amount) {
        turn();
        slots[Math.floorMod(newest, SLOTS)][field] += amount;
    }

    double sum(int field) {
        turn();
        double sum = 0;
        for (double[] slot : slots) {
            sum += slot[field];
        }
        return sum;
    }

    /** Empties the slots that have come to stand for a later time. */
    private void turn() {
        if (!windowOfSlots.equals(window.get())) {
            windowOfSlots = window.get();
            newest = slot();
            clear(SLOTS);
            return;
        }
        long now = slot();
        if (now > newest) {
            long passed = Math.min(SLOTS, now - newest);
            newest = now;
            clear(Math.toIntExact(passed));
        }
    }

    private void clear(int latest) {
        for (int back = 0; back < latest; back++) {
            Arrays.fill(slots[Math.floorMod(newest - back, SLOTS)], 0);
        }
    }
}
