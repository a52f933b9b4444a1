package cascade.gateway.media.io.epoll;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Pacing of a loop: the wait between two looks at its sockets. At a low rate it does not wait; above that it pays to
 * let packets gather, and the more so the higher the rate.
 *
 * <pre>
 *   packets a second    below 20,000     from 20,000     from 25,000     from 35,000
 *   slot                none             5 ms            10 ms           20 ms           never more than the setting
 * </pre>
 *
 * <p>The rate is measured over windows; once there are slots, they end below 15,000. A slot in which a socket gets no
 * more than one packet would only delay: it is made longer, until two come, or there is none. Loop thread.
 */
final class SlotPacer {

    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long BASE_SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long START_RATE = 20_000;
    private static final long END_RATE = 15_000;
    private static final long DOUBLE_RATE = 25_000;
    private static final long FOURFOLD_RATE = 35_000;

    private final long maxSlotNanos;
    private boolean measuring;
    private long windowStartNanos;
    private int window;
    private long packets;
    private int sockets;
    private long lookNanos;
    private long slotNanos;

    SlotPacer(Duration maxSlot) {
        this.maxSlotNanos = maxSlot.toNanos();
    }

    /** The loop looks at its sockets. */
    void onLook(long nowNanos) {
        lookNanos = nowNanos;
        if (!measuring) {
            measuring = true;
            windowStartNanos = nowNanos;
        }
        long elapsed = nowNanos - windowStartNanos;
        if (elapsed >= WINDOW_NANOS) {
            slotNanos = bounded(slotAt(packets * TimeUnit.SECONDS.toNanos(1) / elapsed), elapsed);
            packets = 0;
            sockets = 0;
            window++;
            windowStartNanos = nowNanos;
        }
    }

    private long slotAt(long rate) {
        if (rate < (slotNanos == 0 ? START_RATE : END_RATE)) {
            return 0;
        }
        if (rate < DOUBLE_RATE) {
            return BASE_SLOT_NANOS;
        }
        return rate < FOURFOLD_RATE ? 2 * BASE_SLOT_NANOS : 4 * BASE_SLOT_NANOS;
    }

    private long bounded(long slot, long elapsedNanos) {
        if (slot == 0) {
            return 0;
        }
        long twoPackets = 2L * sockets * elapsedNanos / packets;
        return Math.min(maxSlotNanos, Math.max(slot, twoPackets));
    }

    void onPacket() {
        packets++;
    }

    /**
     * A socket had packets.
     *
     * @param lastWindow what this returned when the same socket had some before
     */
    int onSocket(int lastWindow) {
        if (lastWindow != window) {
            sockets++;
        }
        return window;
    }

    boolean isGathering() {
        return slotNanos > 0;
    }

    /** What is left of the slot. */
    long pauseNanos(long nowNanos) {
        return slotNanos == 0 ? 0 : Math.max(0, slotNanos - (nowNanos - lookNanos));
    }
}
