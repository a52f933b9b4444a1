package cascade.gateway.call;

import cascade.config.GatewayConfig;
import cascade.config.quirk.SubjectSequence;
import cascade.gateway.call.keep.KeptStream;
import cascade.gateway.call.sdp.AnswerReader;
import cascade.gateway.call.sdp.CallSdp;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.call.sdp.MediaTargets;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.Subject;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.sip.message.SipRequest;
import java.time.Duration;

/**
 * Our side of a session with a lower, in the forms in which it is said: INVITE, SDP, media spec. Immutable.
 *
 * @param channelId as the lower knows it
 * @param transport of the media, with our role
 * @param ssrc the one that our offer asks for
 * @param wanted what the first viewer asked for
 */
record SourceTerms(LowerDomain lower, String channelId, MediaTransport transport, Ssrc ssrc, Offer wanted) {

    /** Of a new session. */
    static SourceTerms of(LowerDomain lower, String channelId, Ssrc ssrc, Offer wanted) {
        return new SourceTerms(
                lower,
                channelId,
                MediaTransport.valueOf(lower.config().mediaTransport().name()),
                ssrc,
                wanted);
    }

    /** As a former process kept them. */
    static SourceTerms of(LowerDomain lower, KeptStream kept) {
        return new SourceTerms(lower, kept.channelId(), kept.transport(), kept.ssrc(), kept.wanted());
    }

    /** The same with another SSRC. */
    SourceTerms withSsrc(Ssrc other) {
        return new SourceTerms(lower, channelId, transport, other, wanted);
    }

    /** @param hold how long the first packets wait for a viewer */
    StreamSpec spec(GatewayConfig gateway, Duration hold) {
        return MediaSpecs.source(gateway, lower, transport, ssrc, hold);
    }

    /** The INVITE (GB/T 28181-2016 9.2.2, annex K for its Subject). */
    SipRequest invite(LegAddress local) {
        return lower.link()
                .newRequest("INVITE", channelId, channelId)
                .header("Subject", subject().toHeader())
                .body("application/sdp", CallSdp.offer(lower.config(), channelId, local, transport, ssrc, wanted))
                .build();
    }

    private Subject subject() {
        // of recordings each session has one of its own (GB/T 28181-2016 annex K)
        boolean own = lower.config().profile().subjectSequence() == SubjectSequence.SSRC
                || wanted.history().isPresent();
        String sequence = own ? ssrc.toY() : "0";
        return new Subject(
                new DeviceId(channelId), sequence, new DeviceId(lower.config().localDeviceId()), "0");
    }

    /** The answer with an SSRC: one that names none leaves the one that we asked for. */
    SourceAnswer announced(SourceAnswer answer) {
        return answer.orSsrc(ssrc.toRtp());
    }

    /** Ours: we receive what the lower sends, and in voice do what the upper does. */
    Direction direction() {
        return wanted.isVoice() ? wanted.direction() : Direction.RECVONLY;
    }

    AnswerReader reader(MediaTargets targets) {
        return new AnswerReader(lower.config(), transport, wanted.media().type(), targets);
    }

    /** Our answer to the offer of a re-INVITE. */
    byte[] answer(LegAddress local, SessionDescription offer, Direction direction) {
        return CallSdp.answerToLower(lower.config(), channelId, local, transport, ssrc, wanted, offer, direction);
    }
}
