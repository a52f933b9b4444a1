package cascade.gateway.simulator.rtp;

import java.util.Arrays;

/** Bit rate over the last second, in ten slots of 100 ms. Used by one thread. */
final class BitrateMeter {

    private static final int SLOTS = 10;
    private static final long SLOT_NANOS = 100_000_000L;

    private final long[] bytes = new long[SLOTS];
    private long currentSlot = Long.MIN_VALUE;

    void add(long nowNanos, int count) {
        advance(nowNanos);
        bytes[(int) Math.floorMod(currentSlot, (long) SLOTS)] += count;
    }

    long bitsPerSecond(long nowNanos) {
        advance(nowNanos);
        long sum = 0;
        for (long slot : bytes) {
            sum += slot;
        }
        return sum * Byte.SIZE;
    }

    private void advance(long nowNanos) {
        long slot = Math.floorDiv(nowNanos, SLOT_NANOS);
        if (currentSlot == Long.MIN_VALUE || slot - currentSlot >= SLOTS) {
            Arrays.fill(bytes, 0);
        } else {
            for (long passed = currentSlot + 1; passed <= slot; passed++) {
                bytes[(int) Math.floorMod(passed, (long) SLOTS)] = 0;
            }
        }
        currentSlot = slot;
    }
}
