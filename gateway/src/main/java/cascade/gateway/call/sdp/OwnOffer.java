package cascade.gateway.call.sdp;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.LiveEndpoint;
import cascade.gateway.gb.sdp.LiveSdp;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.RtpMap;
import cascade.gateway.gb.sdp.SessionDescription;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Offer of live play that no upper made: the main stream, in whatever standard format the lower has. Stateless, any thread. */
public final class OwnOffer {

    private static final List<RtpMap> FORMATS = List.of(RtpMap.PS, RtpMap.MPEG4, RtpMap.H264, RtpMap.H265);
    /** Nobody receives it: where media goes is the source leg's to say. */
    private static final String NOWHERE = "0.0.0.0";

    private OwnOffer() {}

    public static Offer of(DeviceId channel, Ssrc ssrc) {
        SessionDescription session = LiveSdp.offer(
                new LiveEndpoint(channel, NOWHERE, 0, MediaTransport.UDP, ssrc), FORMATS, Optional.empty());
        return new Offer(session, session.video().orElseThrow(), MediaTransport.UDP, new InetSocketAddress(0));
    }
}
