package cascade.gateway.testkit.media;

import cascade.gateway.media.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Reception record of an RTP stream by the plainest count there is: every packet is kept in mind. To hold the statistics of
 * others against. The stream's sequence numbers wrap, what comes late is not late by half of them.
 */
public final class Arrivals {

    private final int clockRateHz;
    private final Set<Long> seen = new HashSet<>();
    private long received;
    private long lowest;
    private long highest;
    private long reordered;
    private double jitter;
    private double transit;

    public Arrivals(int clockRateHz) {
        this.clockRateHz = clockRateHz;
    }

    public synchronized void take(ByteBuffer packet, long nowNanos) {
        int sequence = RtpHeader.sequence(packet, packet.position());
        received++;
        long extended = received == 1 ? sequence : highest + (short) (sequence - (int) highest);
        if (received == 1) {
            lowest = extended;
            highest = extended;
        }
        if (seen.add(extended) && extended < highest) {
            reordered++;
        }
        lowest = Math.min(lowest, extended);
        highest = Math.max(highest, extended);
        double sent = Integer.toUnsignedLong(RtpHeader.timestamp(packet, packet.position())) * 1e9 / clockRateHz;
        double newTransit = nowNanos - sent;
        if (received > 1) {
            jitter += (Math.abs(newTransit - transit) - jitter) / 16;
        }
        transit = newTransit;
    }

    public synchronized long received() {
        return received;
    }

    public synchronized long lost() {
        return highest - lowest + 1 - seen.size();
    }

    public synchronized long duplicates() {
        return received - seen.size();
    }

    public synchronized long reordered() {
        return reordered;
    }

    /** As RFC 3550 section 6.4.1 defines it, at this moment. */
    public synchronized double jitterMillis() {
        return jitter / 1e6;
    }
}
