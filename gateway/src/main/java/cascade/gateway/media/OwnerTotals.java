package cascade.gateway.media;

import cascade.gateway.media.rtp.RtcpType;
import java.util.Map;

/**
 * Counter totals of all legs, open and closed, of one owner. None of them ever goes back.
 *
 * @param rtpLost of a source: missing by sequence number; of a viewer: as its reports tell
 */
public record OwnerTotals(
        long rtpPacketsIn,
        long rtpBytesIn,
        long rtpPacketsOut,
        long rtpBytesOut,
        long rtpLost,
        long sendFailures,
        long ssrcChanges,
        Map<DropReason, Long> dropped,
        Map<RtcpType, Long> rtcpIn,
        Map<RtcpType, Long> rtcpOut) {

    public static final OwnerTotals ZERO = new OwnerTotals(0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of());

    public OwnerTotals {
        dropped = Map.copyOf(dropped);
        rtcpIn = Map.copyOf(rtcpIn);
        rtcpOut = Map.copyOf(rtcpOut);
    }

    /** Packets that somebody else than the negotiated peer sent. */
    public long foreignPackets() {
        return foreign(dropped);
    }

    static long foreign(Map<DropReason, Long> dropped) {
        long packets = 0;
        for (Map.Entry<DropReason, Long> entry : dropped.entrySet()) {
            if (entry.getKey().isForeign()) {
                packets += entry.getValue();
            }
        }
        return packets;
    }
}
