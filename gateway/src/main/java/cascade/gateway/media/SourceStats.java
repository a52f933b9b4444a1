package cascade.gateway.media;

import cascade.gateway.media.rtp.RtcpType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reception statistics of a source leg (<a href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550
 * section 6.4.1</a> and appendix A).
 *
 * @param connected TCP: a connection stands; UDP needs none, so true
 * @param remote the confirmed source
 * @param ssrc the SSRC on the wire whose packets go to the viewers
 * @param content what it carries; empty while nothing is known
 * @param secondaries others that sent beside it; their packets are none of those counted here but in {@code dropped}
 * @param payloadType of the last packet
 * @param framing over TCP, as the connection tells it; empty before its first packet, and over UDP
 * @param bytes of whole RTP packets, headers included
 * @param lost sequence numbers that never came
 * @param ssrcChanges how often it was not the expected one
 * @param highestSequence extended with its cycles
 * @param bitrateBps over the last second
 * @param firstPacketAfterAnswer zero when packets came before the answer
 * @param longestPause between two packets
 * @param pauses how many were longer than half a second
 * @param silentFor how long a source that owes packets has sent none: since its last, or its answer; empty before the answer
 *     and on hold
 */
public record SourceStats(
        String owner,
        MediaTransport transport,
        LegAddress local,
        boolean connected,
        Optional<InetSocketAddress> remote,
        OptionalInt ssrc,
        Optional<MediaContent> content,
        List<SecondarySource> secondaries,
        OptionalInt payloadType,
        Optional<TcpFraming> framing,
        long packets,
        long bytes,
        long lost,
        long reordered,
        long duplicates,
        long ssrcChanges,
        long highestSequence,
        Duration jitter,
        long bitrateBps,
        Optional<Instant> firstPacket,
        Optional<Duration> firstPacketAfterAnswer,
        Optional<Instant> lastPacket,
        Duration longestPause,
        long pauses,
        Optional<Duration> silentFor,
        Map<DropReason, Long> dropped,
        Map<RtcpType, Long> rtcpIn,
        Map<RtcpType, Long> rtcpOut) {

    public SourceStats {
        secondaries = List.copyOf(secondaries);
        dropped = Map.copyOf(dropped);
        rtcpIn = Map.copyOf(rtcpIn);
        rtcpOut = Map.copyOf(rtcpOut);
    }

    /** Packets that somebody else than the source sent. */
    public long foreignPackets() {
        return OwnerTotals.foreign(dropped);
    }
}
