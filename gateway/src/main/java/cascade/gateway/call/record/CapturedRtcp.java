package cascade.gateway.call.record;

import cascade.gateway.media.MediaEvent;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.trace.RtcpDatagram;
import cascade.gateway.trace.WireEnds;

/** RTCP that the media plane told, as a trace takes it. Stateless. */
public final class CapturedRtcp {

    private CapturedRtcp() {}

    public static RtcpDatagram of(MediaEvent.Rtcp rtcp) {
        return new RtcpDatagram(
                WireEnds.ofOneFamily(rtcp.from(), rtcp.to()),
                rtcp.overTcp() ? SipTransport.TCP : SipTransport.UDP,
                rtcp.packet(),
                rtcp.missedBefore());
    }
}
