package cascade.gateway.call;

import cascade.gateway.call.ViewerState.Watching;
import cascade.gateway.call.keep.KeptViewer;
import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.ViewerStats;
import cascade.monitoring.CallCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Records of an upper's call: one for the next process, a snapshot for the API, and the call detail record when it is over.
 * Control loop only.
 *
 * @param media which counts what replaced legs have sent
 */
record ViewerRecord(CallContext context, ViewerInvite invite, Stream stream, UpperLeg leg, ViewerMedia media) {

    /** For the next process, as the call is now. */
    void keep(Watching watching) {
        context.keeper()
                .keep(new KeptViewer(
                        invite.id(),
                        stream.id(),
                        invite.upper().name(),
                        invite.exportedId(),
                        leg.key(),
                        media.offer(),
                        media.firstDirection(),
                        media.isHeld(),
                        watching.ssrc().ssrc(),
                        watching.media().local().rtpPort(),
                        invite.signalling(),
                        invite.started(),
                        watching.answered(),
                        media.packetsBefore(),
                        media.bytesBefore(),
                        leg.isConfirmed()));
    }

    /** @param watching empty where it is not answered */
    ViewerSnapshot snapshot(Optional<Watching> watching) {
        return new ViewerSnapshot(
                invite.id(),
                leg.callId(),
                invite.upper().name(),
                invite.exportedId(),
                MediaSpecs.media(media.offer().transport().answer()),
                invite.started(),
                watching.map(open -> Duration.between(invite.started(), open.answered())),
                watching.map(open -> open.media().id()));
    }

    /**
     * The call is over.
     *
     * @param answered empty where it never was
     * @param stats of its last leg, empty where it had none
     */
    void ended(int status, CallCause cause, String detail, Optional<Instant> answered, Optional<ViewerStats> stats) {
        long packets = media.packetsBefore() + stats.map(ViewerStats::packets).orElse(0L);
        String upper = invite.upper().name();
        if (packets == 0) {
            context.meters().setupFailed(upper, Optional.of(stream.key().lower()), cause);
        }
        context.records()
                .ended(new EndedCall(
                        invite.id(),
                        leg.callId(),
                        upper,
                        stream.key().lower(),
                        invite.exportedId(),
                        cause,
                        detail,
                        status,
                        invite.started(),
                        answered,
                        context.clock().instant(),
                        packets,
                        media.bytesBefore() + stats.map(ViewerStats::bytes).orElse(0L),
                        legs(cause, stats)));
    }

    private CallMedia legs(CallCause cause, Optional<ViewerStats> stats) {
        CallMedia lower = stream.source().record();
        boolean byMedia = cause == CallCause.NO_MEDIA || cause == CallCause.MEDIA_TIMEOUT;
        return (byMedia ? lower : lower.withoutHint())
                .withUpper(stats.map(leg -> leg.local().rtpText()), stats.map(leg -> LegAddress.text(leg.remote())));
    }
}
