package cascade.gateway.media.relay.count;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.io.SendCount;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import java.nio.ByteBuffer;

/** Counters that every leg has. Plain fields; loop thread. */
public final class LegCounters implements SendCount {

    private static final DropReason[] REASONS = DropReason.values();
    private static final RtcpType[] TYPES = RtcpType.values();

    public final EnumCounts<DropReason> dropped = new EnumCounts<>(REASONS);
    public final EnumCounts<RtcpType> rtcpIn = new EnumCounts<>(TYPES);
    public final EnumCounts<RtcpType> rtcpOut = new EnumCounts<>(TYPES);
    public long packets;
    public long bytes;
    public long sendFailures;
    /** How often the peer's host said that nothing listens at the port. */
    public long unreachable;

    public void drop(DropReason reason) {
        dropped.count(reason);
    }

    public void dropByKernel(int count) {
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

    @Override
    public void onUnreachable() {
        unreachable++;
    }

    public void countRtcpIn(ByteBuffer packet, int length) {
        countRtcp(rtcpIn, packet, length);
    }

    public void countRtcpOut(ByteBuffer packet, int length) {
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
        unreachable += others.unreachable;
        dropped.addAll(others.dropped);
        rtcpIn.addAll(others.rtcpIn);
        rtcpOut.addAll(others.rtcpOut);
    }
}
