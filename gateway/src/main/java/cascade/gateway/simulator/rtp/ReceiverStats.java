package cascade.gateway.simulator.rtp;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reception statistics of a simulated upper platform (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550 section 6.4.1</a> and appendix A).
 *
 * @param packets RTP packets of version 2
 * @param payloadBytes program stream bytes in them
 * @param frames markers seen
 * @param lost sequence numbers that never came
 * @param reordered packets that came late
 * @param duplicates packets that came twice
 * @param broken datagrams that are no RTP
 * @param ssrc on the wire
 * @param ssrcChanges how often it changed
 * @param jitter interarrival jitter
 * @param longestGap longest time without a packet, since the first
 * @param bitrateBps over the last second, headers not counted
 * @param firstPacketNanos {@link System#nanoTime} of the first packet
 * @param senderReports heard about this stream
 * @param receiverReports sent
 * @param isEnded whether an RTCP BYE came
 * @param connections over TCP: how many stood, one after the other; over UDP 1
 */
public record ReceiverStats(
        long packets,
        long payloadBytes,
        long frames,
        long lost,
        long reordered,
        long duplicates,
        long broken,
        OptionalLong ssrc,
        long ssrcChanges,
        Duration jitter,
        Duration longestGap,
        long bitrateBps,
        OptionalLong firstPacketNanos,
        long senderReports,
        long receiverReports,
        boolean isEnded,
        long connections) {

    static final ReceiverStats NONE = new ReceiverStats(
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            OptionalLong.empty(),
            0,
            Duration.ZERO,
            Duration.ZERO,
            0,
            OptionalLong.empty(),
            0,
            0,
            false,
            0);

    /** From a moment of {@link System#nanoTime} to the first packet. */
    public Optional<Duration> firstPacketAfter(long nanos) {
        return firstPacketNanos.isPresent()
                ? Optional.of(Duration.ofNanos(firstPacketNanos.getAsLong() - nanos))
                : Optional.empty();
    }
}
