package cascade.gateway.media.relay;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.io.SendCount;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import java.nio.ByteBuffer;

/** What every leg counts. Plain fields; loop thread. */
final class LegCounters implements SendCount {

    final EnumCounts<DropReason> dropped = new EnumCounts<>(DropReason.class);
    final EnumCounts<RtcpType> rtcpIn = new EnumCounts<>(RtcpType.class);
    final EnumCounts<RtcpType> rtcpOut = new EnumCounts<>(RtcpType.class);
    long packets;
    long bytes;
    long sendFailures;

    void drop(DropReason reason) {
        dropped.count(reason);
    }

    void dropByKernel(int count) {
        dropped.count(DropReason.KERNEL_BUFFER_FULL, count);
    }

    @Override
    public void onSent(int sentPackets, int sentBytes) {
        packets += sentPackets;
        bytes += sentBytes;
    }

    @Override
    public void onRefused(int refusedPackets) {
        sendFailures += refusedPackets;
    }

    void countRtcpIn(ByteBuffer packet, int length) {
        countRtcp(rtcpIn, packet, length);
    }

    void countRtcpOut(ByteBuffer packet, int length) {
        countRtcp(rtcpOut, packet, length);
    }

    private static void countRtcp(EnumCounts<RtcpType> counts, ByteBuffer packet, int length) {
        for (int at = 0; at < length; at = RtcpPackets.next(packet, at)) {
            counts.count(RtcpPackets.type(packet, at));
        }
    }

    void addAll(LegCounters others) {
        packets += others.packets;
        bytes += others.bytes;
        sendFailures += others.sendFailures;
        dropped.addAll(others.dropped);
        rtcpIn.addAll(others.rtcpIn);
        rtcpOut.addAll(others.rtcpOut);
    }
}
