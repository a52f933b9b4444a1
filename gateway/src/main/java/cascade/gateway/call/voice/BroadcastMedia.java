package cascade.gateway.call.voice;

import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.CapturedRtcp;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaListener;
import cascade.gateway.trace.Milestone;
import cascade.monitoring.CallCause;

/** Media events of a {@link Broadcast}: milestones of its trace, and silence or a lost leg as its end. Control loop only. */
final class BroadcastMedia implements MediaListener {

    private final VoiceContext context;
    private final Broadcast broadcast;
    private final UpperDomain upper;

    BroadcastMedia(VoiceContext context, Broadcast broadcast, UpperDomain upper) {
        this.context = context;
        this.broadcast = broadcast;
        this.upper = upper;
    }

    @Override
    public void onMediaEvent(MediaEvent event) {
        switch (event) {
            case MediaEvent.FirstPacket first -> {
                note(
                        Milestone.FIRST_PACKET,
                        "from " + LegAddress.text(first.from()) + ", ssrc " + Ssrc.ofRtp(first.ssrc()));
                context.meters().firstPacket(upper.name(), first.afterAnswer(), broadcast.id());
            }
            case MediaEvent.FirstKeyFrame none -> {
                // voice has no pictures
            }
            case MediaEvent.Stalled stalled ->
                note(Milestone.STALLED, "no packet for " + stalled.silentFor().toMillis() + " ms");
            case MediaEvent.StallOver over -> note(Milestone.STALL_OVER, "");
            case MediaEvent.Silence silence -> {
                String text =
                        "no packet of the upper for " + silence.silentFor().toSeconds() + " s";
                note(Milestone.SILENCE, text);
                CallCause cause = switch (silence.kind()) {
                    case NO_MEDIA -> CallCause.NO_MEDIA;
                    case MEDIA_TIMEOUT -> CallCause.MEDIA_TIMEOUT;
                };
                broadcast.end(new CallRejection(480, cause, text));
            }
            case MediaEvent.Foreign foreign ->
                note(
                        Milestone.FOREIGN_PACKETS,
                        foreign.packets() + ", the last from " + LegAddress.text(foreign.lastFrom()));
            case MediaEvent.SourceMoved moved ->
                note(
                        Milestone.LATCHED,
                        "to " + LegAddress.text(moved.now()) + ", before " + LegAddress.text(moved.before()));
            case MediaEvent.LegLost lost -> {
                note(Milestone.LEG_LOST, (lost.viewerId().isPresent() ? "lower: " : "upper: ") + lost.detail());
                CallCause cause = lost.viewerId().isPresent() ? CallCause.NO_RECEIVER : CallCause.NO_MEDIA;
                broadcast.end(new CallRejection(480, cause, CallMedia.NOT_CONNECTED + lost.detail()));
            }
            case MediaEvent.Unreachable gone -> {
                note(Milestone.UNREACHABLE, "nothing receives at " + LegAddress.text(gone.remote()));
                broadcast.end(new CallRejection(
                        480, CallCause.NO_RECEIVER, "nothing receives at " + LegAddress.text(gone.remote())));
            }
            case MediaEvent.Rtcp rtcp -> context.trace().rtcp(broadcast.id(), CapturedRtcp.of(rtcp));
            case MediaEvent.SpeakerSilent none -> {
                // whom a broadcast goes to does not speak
            }
            case MediaEvent.SequenceShifted none -> {
                // it is ended at a restart, not gone on with
            }
            case MediaEvent.SsrcChange change ->
                note(
                        Milestone.SSRC_DIFFERS,
                        "now " + Ssrc.ofRtp(change.now()) + ", before " + Ssrc.ofRtp(change.before()));
        }
    }

    private void note(Milestone what, String detail) {
        context.trace().note(broadcast.id(), what, detail);
    }
}
