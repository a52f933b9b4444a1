package cascade.gateway.media.io.epoll;

import java.util.concurrent.TimeUnit;

/**
 * Pace of one backlog: a multiple of the rate at which it came. The kernel tells how many bytes wait by its own account,
 * from which the number of packets follows nearly enough; the multiple leaves room for that. Loop thread.
 */
final class BacklogPace {

    /** The kernel's account of a packet of usual size. */
    static final int PACKET_COST_BYTES = 2_304;

    /** Streams of a few packets a second are done in a moment. */
    private static final double LEAST_PACKETS_A_NANO = 500.0 / TimeUnit.SECONDS.toNanos(1);

    /** It takes no longer than so many times what it should: where the kernel had no room, more came than waits. */
    private static final int PATIENCE = 2;

    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final double packetsPerNano;
    private final long startedNanos;
    private final long endNanos;
    private long taken;

    /**
     * @param queuedBytes by the kernel's account
     * @param silenceNanos within which they came
     * @param speed times the rate at which they came; more than 1
     */
    BacklogPace(int queuedBytes, long silenceNanos, double speed, long nowNanos) {
        double packets = (double) queuedBytes / PACKET_COST_BYTES;
        this.packetsPerNano = Math.max(LEAST_PACKETS_A_NANO, speed * packets / silenceNanos);
        this.startedNanos = nowNanos;
        // the stream goes on meanwhile, and what comes joins the queue
        long shouldTake = (long) (silenceNanos / (speed - 1));
        this.endNanos = nowNanos + Math.max(LEAST_NANOS, PATIENCE * shouldTake);
    }

    /** How many packets may be read now. */
    long takeDue(long nowNanos) {
        long allowed = (long) ((nowNanos - startedNanos) * packetsPerNano);
        long due = allowed - taken;
        taken = allowed;
        return due;
    }

    /** What still waits then is read as it comes. */
    boolean isOver(long nowNanos) {
        return nowNanos - endNanos >= 0;
    }
}
