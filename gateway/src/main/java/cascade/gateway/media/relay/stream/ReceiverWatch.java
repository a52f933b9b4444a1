package cascade.gateway.media.relay.stream;

import java.time.Duration;

/**
 * Watch over the receiver of a viewer leg: whether its host has said for the {@code unreachable-timeout} that nothing listens
 * at its port (ICMP port unreachable), or its TCP connection has been gone for as long. Judged at the leg's checks; a packet
 * costs nothing. Loop thread.
 */
final class ReceiverWatch {

    /** Hosts say it once a second at most ({@code icmp_ratelimit}): after three without a word packets get through again. */
    static final Duration QUIET = Duration.ofSeconds(3);

    private final long timeoutNanos;
    private long counted;
    private boolean refused;
    private long firstNanos;
    private long lastNanos;
    private boolean wasConnected;
    private long disconnectedNanos;
    private boolean told;

    /** @param timeout zero: nobody is ever unreachable */
    ReceiverWatch(Duration timeout) {
        this.timeoutNanos = timeout.toNanos();
    }

    /**
     * Over UDP.
     *
     * @param refusals so far
     * @return how long its port has been closed
     */
    Duration closedFor(long refusals, long nowNanos) {
        if (refusals > counted) {
            counted = refusals;
            if (!refused) {
                refused = true;
                firstNanos = nowNanos;
            }
            lastNanos = nowNanos;
        } else if (refused && nowNanos - lastNanos >= QUIET.toNanos()) {
            refused = false;
        }
        return Duration.ofNanos(refused ? lastNanos - firstNanos : 0);
    }

    /** Over TCP; how long a connection that stood has been gone. */
    Duration disconnectedFor(boolean connected, long nowNanos) {
        if (connected) {
            wasConnected = true;
            disconnectedNanos = nowNanos;
        }
        return Duration.ofNanos(wasConnected ? nowNanos - disconnectedNanos : 0);
    }

    /** Whether that is long enough, and has not been told yet; it may come again later. */
    boolean isDue(Duration gone) {
        boolean unreachable = timeoutNanos > 0 && gone.toNanos() >= timeoutNanos;
        told &= unreachable;
        return unreachable && !told;
    }

    /** @param taken whether control took the event */
    void onTold(boolean taken) {
        told = taken;
    }
}
