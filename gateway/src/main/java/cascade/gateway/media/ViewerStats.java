package cascade.gateway.media;

import cascade.gateway.media.rtp.RtcpType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Send statistics of a viewer leg, and its viewer's latest report.
 *
 * @param remote the end of its TCP connection, where there is one; else where its offer wants the RTP
 * @param connected TCP: a connection stands; UDP needs none, so true
 * @param unreachedFor how long nothing has reached it, as far as can be told: nothing could be sent, its host refuses what
 *     comes, its connection does not stand, or its reports are missed where an {@code rtcp-timeout} asks for them; zero while
 *     it was not started or is on hold
 * @param bytes of whole RTP packets, headers included
 * @param sendFailures packets that the kernel did not take
 * @param queuedBytes that wait because a TCP viewer reads too slowly
 * @param report the viewer's latest report about our SSRC
 */
public record ViewerStats(
        long id,
        String owner,
        MediaTransport transport,
        LegAddress local,
        InetSocketAddress remote,
        boolean connected,
        int ssrc,
        boolean started,
        Duration unreachedFor,
        long packets,
        long bytes,
        long sendFailures,
        long bitrateBps,
        int queuedBytes,
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
