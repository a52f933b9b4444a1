package cascade.gateway.media.relay.stream;

import java.time.Duration;

/**
 * Watch over the receiver of a viewer leg: whether its host has said for the {@code unreachable-timeout} that nothing listens
 * at its port (ICMP port unreachable), or its TCP connection has been gone for as long, or its reports have stayed away for
 * the {@code rtcp-timeout}. Judged at the leg's checks; a packet costs nothing. Loop thread.
 */
final class ReceiverWatch {

    /** Hosts say it once a second at most ({@code icmp_ratelimit}): after three without a word packets get through again. */
    static final Duration QUIET = Duration.ofSeconds(3);

    private final long timeoutNanos;
    private final long rtcpTimeoutNanos;
    private long counted;
    private boolean refused;
    private long firstNanos;
    private long lastNanos;
    private boolean wasConnected;
    private long disconnectedNanos;
    private long reportsCounted;
    private long reportsOfFormer;
    private long packetsCounted;
    private long reportNanos;
    private boolean told;
    private long sent;
    private long sentNanos;
    private Duration unreached = Duration.ZERO;

    /**
     * @param timeout zero: nobody is ever unreachable
     * @param rtcpTimeout zero: no report is missed
     */
    ReceiverWatch(Duration timeout, Duration rtcpTimeout) {
        this.timeoutNanos = timeout.toNanos();
        this.rtcpTimeoutNanos = rtcpTimeout.toNanos();
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

    /**
     * How long one that reported has not, while it was sent to: nobody reports on nothing.
     *
     * @param reports RTCP packets of it so far
     * @param packets sent to it so far
     */
    Duration reportlessFor(long reports, long packets, long nowNanos) {
        if (reports > reportsCounted || packets == packetsCounted) {
            reportNanos = nowNanos;
        }
        reportsCounted = reports;
        packetsCounted = packets;
        return Duration.ofNanos(reports > reportsOfFormer ? nowNanos - reportNanos : 0);
    }

    /**
     * Packets go to it from now on.
     *
     * @param packets sent to it so far
     */
    void onBegin(long packets, long nowNanos) {
        sent = packets;
        sentNanos = nowNanos;
        unreached = Duration.ZERO;
    }

    /** What {@link #closedFor} or {@link #disconnectedFor}, and {@link #reportlessFor}, told at a check. */
    void note(Duration gone, Duration reportless) {
        Duration mute = rtcpTimeoutNanos > 0 ? reportless : Duration.ZERO;
        unreached = gone.compareTo(mute) > 0 ? gone : mute;
    }

    /**
     * How long nothing has reached it, as far as can be told; with a silent source for as long as that is.
     *
     * @param packets sent to it so far
     */
    Duration unreachedFor(long packets, long nowNanos) {
        if (packets > sent) {
            sent = packets;
            sentNanos = nowNanos;
        }
        Duration unsent = Duration.ofNanos(nowNanos - sentNanos);
        return unsent.compareTo(unreached) > 0 ? unsent : unreached;
    }

    /** Another receiver, of which nothing is known yet. */
    void onMoved(long reports) {
        reportsOfFormer = reports;
    }

    /** Which of the two is long enough, and has not been told yet, else zero; it may come again later. */
    Duration due(Duration gone, Duration reportless) {
        boolean unreachable = timeoutNanos > 0 && gone.toNanos() >= timeoutNanos;
        boolean mute = rtcpTimeoutNanos > 0 && reportless.toNanos() >= rtcpTimeoutNanos;
        told &= unreachable || mute;
        if (told) {
            return Duration.ZERO;
        }
        return unreachable ? gone : mute ? reportless : Duration.ZERO;
    }

    /** @param taken whether control took the event */
    void onTold(boolean taken) {
        told = taken;
    }
}
