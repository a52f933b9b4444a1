package cascade.gateway.call;

import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.CapturedRtcp;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaListener;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceSnapshot;
import cascade.gateway.time.LogBudget;
import cascade.gateway.trace.Milestone;
import cascade.monitoring.CallCause;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listener of a stream's source leg: what its media loop noticed becomes milestones, figures and log lines, an end of the
 * stream or of one viewer. Control loop only.
 */
final class SourceMedia implements MediaListener {

    private static final Logger LOG = LoggerFactory.getLogger(SourceMedia.class);

    private static final Duration FOREIGN_INTERVAL = Duration.ofMinutes(1);

    private final CallContext context;
    private final LowerDomain lower;
    private final String streamId;
    private final Stream stream;
    private final LogBudget foreignLines;
    private long foreignPackets;
    private Optional<String> foreignFrom = Optional.empty();
    private Optional<DropReason> foreignReason = Optional.empty();
    private boolean heard;
    private boolean restored;
    private Optional<SourceSnapshot.Latched> latched = Optional.empty();
    private int sequenceShift;

    SourceMedia(CallContext context, LowerDomain lower, String streamId, Stream stream) {
        this.context = context;
        this.lower = lower;
        this.streamId = streamId;
        this.stream = stream;
        this.foreignLines = new LogBudget(FOREIGN_INTERVAL, System::nanoTime);
    }

    /** The leg of a former process is in force: what that one knew of it. */
    void restored(SourceSnapshot former) {
        restored = true;
        heard = former.latched().isPresent();
        latched = former.latched();
        sequenceShift = former.sequenceShift();
    }

    /** What the next process has to know of the leg. */
    SourceSnapshot leg(int rtpPort) {
        return new SourceSnapshot(rtpPort, latched, sequenceShift);
    }

    /** The lower has described itself anew: who was latched is taken to be there from now on. */
    void onDescribed(SourceAnswer source) {
        latched = latched.map(
                before -> new SourceSnapshot.Latched(source.rtp(), source.ssrc().orElse(before.ssrc())));
    }

    private void latch(InetSocketAddress from, int ssrc) {
        latched = Optional.of(new SourceSnapshot.Latched(from, ssrc));
        stream.record().onChanged();
    }

    @Override
    public void onMediaEvent(MediaEvent event) {
        switch (event) {
            case MediaEvent.FirstPacket first
            when restored -> {
                heard = true;
                latch(first.from(), first.ssrc());
                note(Milestone.FIRST_PACKET, "after a restart, from " + LegAddress.text(first.from()));
                LOG.atInfo()
                        .addKeyValue("stream", streamId)
                        .addKeyValue("callId", stream.call().callId())
                        .addKeyValue("peer", lower.name())
                        .addKeyValue("address", first.from())
                        .log("media returns after a restart");
            }
            case MediaEvent.FirstPacket first -> {
                heard = true;
                latch(first.from(), first.ssrc());
                stream.opening().onFirstPacket();
                note(
                        Milestone.FIRST_PACKET,
                        "from " + LegAddress.text(first.from()) + ", ssrc " + Ssrc.ofRtp(first.ssrc()) + ", "
                                + first.afterAnswer().toMillis() + " ms after the answer");
                noteLatching(first.from());
                context.meters().firstPacket(lower.name(), first.afterAnswer(), streamId);
                LOG.atInfo()
                        .addKeyValue("stream", streamId)
                        .addKeyValue("callId", stream.call().callId())
                        .addKeyValue("peer", lower.name())
                        .addKeyValue("address", first.from())
                        .addKeyValue("ssrc", Integer.toUnsignedString(first.ssrc()))
                        .log("media arrives");
            }
            case MediaEvent.FirstKeyFrame key -> stream.opening().onFirstKeyFrame(key.afterAnswer());
            case MediaEvent.Stalled stalled -> {
                note(Milestone.STALLED, "no packet for " + stalled.silentFor().toMillis() + " ms");
                stream.loss().onStalled(stalled.silentFor());
            }
            case MediaEvent.StallOver over -> {
                note(Milestone.STALL_OVER, "");
                stream.loss().onStallOver();
            }
            case MediaEvent.Silence silence -> onSilence(silence);
            case MediaEvent.Foreign foreign -> onForeign(foreign);
            case MediaEvent.SourceMoved moved -> {
                latched.ifPresent(before -> latch(moved.now(), before.ssrc()));
                note(
                        Milestone.LATCHED,
                        "to " + LegAddress.text(moved.now()) + ", before " + LegAddress.text(moved.before()));
                LOG.atInfo()
                        .addKeyValue("stream", streamId)
                        .addKeyValue("callId", stream.call().callId())
                        .addKeyValue("peer", lower.name())
                        .addKeyValue("from", moved.before())
                        .addKeyValue("to", moved.now())
                        .log("source sends from another address");
            }
            case MediaEvent.LegLost lost -> onLegLost(lost);
            case MediaEvent.Rtcp rtcp -> context.trace().rtcp(ownerOf(rtcp.viewerId()), CapturedRtcp.of(rtcp));
            case MediaEvent.Unreachable gone -> {
                note(Milestone.UNREACHABLE, "nothing receives at " + LegAddress.text(gone.remote()));
                endViewer(
                        gone.viewerId(),
                        CallCause.NO_RECEIVER,
                        "nothing has received at " + LegAddress.text(gone.remote()) + " for "
                                + gone.since().toSeconds() + " s: the upper left without BYE");
            }
            case MediaEvent.SpeakerSilent gone ->
                endViewer(
                        gone.viewerId(),
                        CallCause.MEDIA_TIMEOUT,
                        "the upper has not spoken for " + gone.silentFor().toSeconds()
                                + " s: nobody else could (gateway.media.speaker-timeout)");
            case MediaEvent.SequenceShifted shifted -> {
                sequenceShift = shifted.reach();
                stream.record().onChanged();
            }
            case MediaEvent.SsrcChange change -> {
                latched.ifPresent(before -> latch(before.from(), change.now()));
                note(
                        Milestone.SSRC_DIFFERS,
                        "now " + Ssrc.ofRtp(change.now()) + ", before " + Ssrc.ofRtp(change.before()));
                LOG.atDebug()
                        .addKeyValue("stream", streamId)
                        .addKeyValue("callId", stream.call().callId())
                        .addKeyValue("peer", lower.name())
                        .addKeyValue("ssrc", Integer.toUnsignedString(change.now()))
                        .log("ssrc on the wire differs");
            }
        }
    }

    private void note(Milestone what, String detail) {
        context.trace().note(streamId, what, detail);
    }

    /** The call of that leg; the stream where it is the source's, or the call has ended. */
    private String ownerOf(OptionalLong leg) {
        return leg.isEmpty()
                ? streamId
                : viewer(leg.getAsLong()).map(Viewer::id).orElse(streamId);
    }

    private void noteLatching(InetSocketAddress from) {
        expected()
                .filter(expected -> !expected.equals(from))
                .ifPresent(expected -> note(
                        Milestone.LATCHED,
                        "to " + LegAddress.text(from) + ", its description says " + LegAddress.text(expected)));
    }

    /** Once a leg, then at most once a minute: a sender that never stops would fill the log. */
    private void onForeign(MediaEvent.Foreign foreign) {
        foreignPackets += foreign.packets();
        foreignFrom = Optional.of(LegAddress.text(foreign.lastFrom()));
        foreignReason = Optional.of(foreign.lastReason());
        foreignLines.tryTake().ifPresent(suppressed -> {
            note(Milestone.FOREIGN_PACKETS, foreignPackets + ", the last from " + LegAddress.text(foreign.lastFrom()));
            LOG.atWarn()
                    .addKeyValue("stream", streamId)
                    .addKeyValue("callId", stream.call().callId())
                    .addKeyValue("peer", lower.name())
                    .addKeyValue("address", foreign.lastFrom())
                    .addKeyValue("expected", expected().map(LegAddress::text).orElse(""))
                    .addKeyValue(
                            "cause",
                            foreign.lastReason().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .addKeyValue("packets", foreignPackets)
                    .addKeyValue("suppressed", suppressed)
                    .log("foreign packets dropped");
        });
    }

    /** Where the lower's packets are, or were, expected from. */
    private Optional<InetSocketAddress> expected() {
        return stream.lastRunning().map(running -> running.source().rtp());
    }

    /** What is known of the lower's leg, as it stands, or stood when the stream ended. */
    CallMedia record() {
        String site = "domains." + lower.name() + ".media.networks";
        String hint = foreignPackets > 0
                ? "packets came from another address than expected: see " + site + " and gateway.media.source-check"
                : "nothing came to our address: see the firewall, gateway.networks."
                        + lower.config().network() + ".media.advertise and domains." + lower.name()
                        + ".media.transport";
        return new CallMedia(
                stream.call().callId(),
                Optional.of(MediaSpecs.media(stream.call().terms().transport())),
                stream.lastRunning()
                        .map(running -> running.media().sourceLocal())
                        .map(LegAddress::rtpText),
                expected().map(LegAddress::text),
                Optional.empty(),
                Optional.empty(),
                foreignPackets,
                foreignFrom,
                foreignReason,
                Optional.of(hint));
    }

    private void onSilence(MediaEvent.Silence silence) {
        CallCause cause = switch (silence.kind()) {
            case NO_MEDIA -> CallCause.NO_MEDIA;
            case MEDIA_TIMEOUT -> stopped();
        };
        note(Milestone.SILENCE, "no packet for " + silence.silentFor().toSeconds() + " s");
        if (cause != CallCause.FILE_END) {
            lower.suspect("media of a stream stays away");
        }
        stream.end(new CallRejection(
                480, cause, "no packet for " + silence.silentFor().toSeconds() + " s"));
    }

    /** A TCP leg that will get no connection any more: its viewer ends, or with the source all of them. */
    private void onLegLost(MediaEvent.LegLost lost) {
        note(Milestone.LEG_LOST, (lost.viewerId().isPresent() ? "upper: " : "lower: ") + lost.detail());
        LOG.atWarn()
                .addKeyValue("stream", streamId)
                .addKeyValue("callId", stream.call().callId())
                .addKeyValue("leg", lost.viewerId().isPresent() ? "upper" : "lower")
                .addKeyValue("address", lost.remote())
                .addKeyValue("cause", lost.detail())
                .log("tcp leg lost");
        String detail = CallMedia.NOT_CONNECTED + lost.detail();
        if (lost.viewerId().isPresent()) {
            endViewer(lost.viewerId().getAsLong(), CallCause.NO_RECEIVER, detail);
        } else {
            stream.end(new CallRejection(480, heard ? stopped() : CallCause.NO_MEDIA, detail));
        }
    }

    private void endViewer(long leg, CallCause cause, String detail) {
        viewer(leg).ifPresent(viewer -> viewer.end(new CallRejection(480, cause, detail)));
    }

    private Optional<Viewer> viewer(long leg) {
        return stream.viewers().stream().filter(viewer -> viewer.has(leg)).findFirst();
    }

    /** Why media that came comes no more: after the end of a recording, for no other reason. */
    private CallCause stopped() {
        return stream.recording().causeOf(lower.isOnline() ? CallCause.MEDIA_TIMEOUT : CallCause.LOWER_OFFLINE);
    }
}
