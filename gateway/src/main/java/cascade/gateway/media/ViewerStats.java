package cascade.gateway.media;

import cascade.gateway.media.rtp.RtcpType;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * What a viewer leg sent, and what its viewer says of it.
 *
 * @param bytes of whole RTP packets, headers included
 * @param sendFailures packets that the kernel did not take
 * @param report the viewer's latest report about our SSRC
 */
public record ViewerStats(
        long id,
        String owner,
        LegAddress local,
        InetSocketAddress remote,
        int ssrc,
        boolean started,
        long packets,
        long bytes,
        long sendFailures,
        long bitrateBps,
        Optional<ViewerReport> report,
        Map<DropReason, Long> dropped,
        Map<RtcpType, Long> rtcpIn,
        Map<RtcpType, Long> rtcpOut) {

    public ViewerStats {
        dropped = Map.copyOf(dropped);
        rtcpIn = Map.copyOf(rtcpIn);
        rtcpOut = Map.copyOf(rtcpOut);
    }
}
