package cascade.gateway.media.relay;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/** What every leg counts. Plain fields; loop thread. */
final class LegCounters {

    private static final DropReason[] REASONS = DropReason.values();
    private static final RtcpType[] TYPES = RtcpType.values();

    final long[] dropped = new long[REASONS.length];
    final long[] rtcpIn = new long[TYPES.length];
    final long[] rtcpOut = new long[TYPES.length];
    long packets;
    long bytes;
    long sendFailures;

    void drop(DropReason reason) {
        dropped[reason.ordinal()]++;
    }

    void countRtcpIn(ByteBuffer packet, int length) {
        countRtcp(rtcpIn, packet, length);
    }

    void countRtcpOut(ByteBuffer packet, int length) {
        countRtcp(rtcpOut, packet, length);
    }

    private static void countRtcp(long[] counts, ByteBuffer packet, int length) {
        for (int at = 0; at < length; at = RtcpPackets.next(packet, at)) {
            counts[RtcpPackets.type(packet, at).ordinal()]++;
        }
    }

    static Map<DropReason, Long> dropsOf(long[] counts) {
        Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
        for (DropReason reason : REASONS) {
            if (counts[reason.ordinal()] != 0) {
                drops.put(reason, counts[reason.ordinal()]);
            }
        }
        return drops;
    }

    static Map<RtcpType, Long> rtcpOf(long[] counts) {
        Map<RtcpType, Long> packets = new EnumMap<>(RtcpType.class);
        for (RtcpType type : TYPES) {
            if (counts[type.ordinal()] != 0) {
                packets.put(type, counts[type.ordinal()]);
            }
        }
        return packets;
    }
}
