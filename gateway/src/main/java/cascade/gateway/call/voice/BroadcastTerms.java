package cascade.gateway.call.voice;

import cascade.config.GatewayConfig;
import cascade.config.UpperDomainConfig;
import cascade.gateway.call.sdp.AnswerReader;
import cascade.gateway.call.sdp.CallSdp;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.call.sdp.MediaTargets;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Subject;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.sip.SipPeer;

/**
 * Our side of a broadcast's session with the upper, in the forms in which it is said: Subject, SDP, media spec. Immutable.
 *
 * @param offer what the lower asked for
 * @param transport towards the upper, with our role
 * @param ssrc the one that our offer asks for
 */
record BroadcastTerms(UpperDomain upper, Offer offer, MediaTransport transport, Ssrcs.Lease ssrc) {

    static BroadcastTerms of(UpperDomain upper, Offer offer, Ssrcs.Lease ssrc) {
        return new BroadcastTerms(upper, offer, transport(offer.transport(), upper.config()), ssrc);
    }

    /** As the lower wants it, so that both sides are alike; where the upper does not have that, as it does. */
    private static MediaTransport transport(MediaTransport wanted, UpperDomainConfig upper) {
        // what an upper's offers may say, in the upper's role
        var ours = upper.media().accept().stream()
                .map(accepted -> MediaTransport.valueOf(accepted.name()).answer())
                .toList();
        return ours.contains(wanted) || ours.isEmpty() ? wanted : ours.getFirst();
    }

    StreamSpec spec(GatewayConfig gateway) {
        return MediaSpecs.speaker(gateway, upper, transport, ssrc.ssrc());
    }

    Subject subject(DeviceId source, DeviceId channel) {
        return new Subject(source, ssrc.ssrc().toY(), channel, "0");
    }

    /** The SDP of our INVITE. */
    byte[] sdp(LegAddress local) {
        return CallSdp.broadcastOffer(upper.config(), local, transport, ssrc.ssrc(), offer);
    }

    /**
     * The upper's answer as the media plane takes it, with an SSRC: one that names none leaves the one that we asked for.
     *
     * @param from where it came from
     */
    SourceAnswer source(SessionDescription answer, SipPeer from, MediaTargets targets) throws CallRejection {
        return new AnswerReader(upper.config(), transport, targets)
                .read(answer, from.host())
                .orSsrc(ssrc.ssrc().toRtp());
    }
}
