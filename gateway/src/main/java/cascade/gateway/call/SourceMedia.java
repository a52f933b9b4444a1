package cascade.gateway.call;

import cascade.gateway.call.StreamState.Running;
import cascade.gateway.call.leg.ReInvite;
import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.sdp.AnswerReader;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.call.sdp.SourceOffer;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaListener;
import cascade.gateway.time.LogBudget;
import cascade.gateway.trace.Milestone;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Source leg of a stream: what its loop notices, and what a lower's re-INVITE may change while viewers watch
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3264#section-8">RFC 3264 section 8</a>): the address, the SSRC, hold
 * and resume. What cannot be done is rejected with 488, and the stream stays as it was. Control loop only.
 */
final class SourceMedia implements MediaListener {

    private static final Logger LOG = LoggerFactory.getLogger(SourceMedia.class);

    private static final Duration FOREIGN_INTERVAL = Duration.ofMinutes(1);

    private final CallContext context;
    private SourceTerms terms;
    private final LowerDomain lower;
    private final String streamId;
    private final Stream stream;
    private Optional<Direction> firstDirection = Optional.empty();
    private final LogBudget foreignLines;
    private long foreignPackets;
    private Optional<String> foreignFrom = Optional.empty();
    private Optional<DropReason> foreignReason = Optional.empty();
    private boolean heard;
    private boolean held;

    SourceMedia(CallContext context, SourceTerms terms, String streamId, Stream stream) {
        this.context = context;
        this.terms = terms;
        this.lower = terms.lower();
        this.streamId = streamId;
        this.stream = stream;
        this.foreignLines = new LogBudget(FOREIGN_INTERVAL, System::nanoTime);
    }

    /** The lower's answer to an INVITE of ours is in force. */
    void running(SessionDescription answer, SourceTerms inForce) {
        terms = inForce;
        held = false;
        firstDirection = answer.main().flatMap(MediaDescription::direction);
    }

    /**
     * Does what a re-INVITE asks for, and answers it. One without an offer is told what is in force.
     *
     * @param inForce whether its dialog is still the stream's
     * @param changed takes the state that follows
     */
    void change(ReInvite again, Running now, BooleanSupplier inForce, Consumer<Running> changed) {
        if (!again.request().hasBody()) {
            again.accept(answer(now, now.answer()));
            return;
        }
        try {
            SourceOffer asked = SourceOffer.of(
                    terms.reader(context.targets()),
                    context.description(terms.lower().name(), AnswerReader.reading(again.request())),
                    now.answer(),
                    firstDirection,
                    again.host());
            now.media()
                    .expectSource(asked.source())
                    .compose(there -> setHold(now, asked.held()))
                    .onComplete(done -> {
                        if (!inForce.getAsBoolean()) {
                            // the lower was invited anew meanwhile: what it said before counts no more
                            return;
                        }
                        if (!again.isPending()) {
                            // cancelled meanwhile: as if it had never come
                            now.media().expectSource(now.source()).compose(back -> setHold(now, held));
                        } else if (done.succeeded()) {
                            held = asked.held();
                            changed.accept(
                                    new Running(now.media(), asked.description(), asked.source(), now.answered()));
                            again.accept(answer(now, asked.description()));
                            note(
                                    Milestone.CHANGED,
                                    "source at "
                                            + LegAddress.text(asked.source().rtp()) + (held ? ", held" : ""));
                            LOG.atInfo()
                                    .addKeyValue("stream", streamId)
                                    .addKeyValue("callId", stream.lowerCallId())
                                    .addKeyValue("peer", lower.name())
                                    .addKeyValue("address", asked.source().rtp())
                                    .addKeyValue("held", held)
                                    .log("stream changed by re-INVITE");
                        } else {
                            reject(again, CallRejection.ofViewerMedia(done.cause(), 488));
                        }
                    });
        } catch (CallRejection rejection) {
            reject(again, rejection);
        }
    }

    private byte[] answer(Running now, SessionDescription offer) {
        return terms.answer(now.media().sourceLocal(), offer, held ? Direction.INACTIVE : terms.direction());
    }

    private static Future<Void> setHold(Running now, boolean hold) {
        return hold ? now.media().holdSource() : now.media().resumeSource();
    }

    private void reject(ReInvite again, CallRejection rejection) {
        LOG.atInfo()
                .addKeyValue("stream", streamId)
                .addKeyValue("callId", stream.lowerCallId())
                .addKeyValue("peer", lower.name())
                .addKeyValue("status", rejection.status())
                .log("re-INVITE refused: " + rejection.text());
        again.reject(rejection);
    }

    @Override
    public void onMediaEvent(MediaEvent event) {
        switch (event) {
            case MediaEvent.FirstPacket first -> {
                heard = true;
                stream.opening().onFirstPacket();
                note(
                        Milestone.FIRST_PACKET,
                        "from " + LegAddress.text(first.from()) + ", ssrc " + Ssrc.ofRtp(first.ssrc()) + ", "
                                + first.afterAnswer().toMillis() + " ms after the answer");
                noteLatching(first.from());
                context.meters().firstPacket(lower.name(), first.afterAnswer(), streamId);
                LOG.atInfo()
                        .addKeyValue("stream", streamId)
                        .addKeyValue("callId", stream.lowerCallId())
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
                note(
                        Milestone.LATCHED,
                        "to " + LegAddress.text(moved.now()) + ", before " + LegAddress.text(moved.before()));
                LOG.atInfo()
                        .addKeyValue("stream", streamId)
                        .addKeyValue("callId", stream.lowerCallId())
                        .addKeyValue("peer", lower.name())
                        .addKeyValue("from", moved.before())
                        .addKeyValue("to", moved.now())
                        .log("source sends from another address");
            }
            case MediaEvent.LegLost lost -> onLegLost(lost);
            case MediaEvent.Unreachable gone -> {
                note(Milestone.UNREACHABLE, "nothing receives at " + LegAddress.text(gone.remote()));
                endViewer(
                        gone.viewerId(),
                        CallCause.NO_RECEIVER,
                        "nothing has received at " + LegAddress.text(gone.remote()) + " for "
                                + gone.since().toSeconds() + " s: the upper left without BYE");
            }
            case MediaEvent.SsrcChange change -> {
                note(
                        Milestone.SSRC_DIFFERS,
                        "now " + Ssrc.ofRtp(change.now()) + ", before " + Ssrc.ofRtp(change.before()));
                LOG.atDebug()
                        .addKeyValue("stream", streamId)
                        .addKeyValue("callId", stream.lowerCallId())
                        .addKeyValue("peer", lower.name())
                        .addKeyValue("ssrc", Integer.toUnsignedString(change.now()))
                        .log("ssrc on the wire differs");
            }
        }
    }

    private void note(Milestone what, String detail) {
        context.trace().note(streamId, what, detail);
    }

    private void noteLatching(InetSocketAddress from) {
        stream.expectedSource()
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
                    .addKeyValue("callId", stream.lowerCallId())
                    .addKeyValue("peer", lower.name())
                    .addKeyValue("address", foreign.lastFrom())
                    .addKeyValue(
                            "expected",
                            stream.expectedSource().map(LegAddress::text).orElse(""))
                    .addKeyValue(
                            "cause",
                            foreign.lastReason().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .addKeyValue("packets", foreignPackets)
                    .addKeyValue("suppressed", suppressed)
                    .log("foreign packets dropped");
        });
    }

    /**
     * What is known of the lower's leg, for the record of a call.
     *
     * @param last as the stream runs, or ran last
     */
    CallMedia record(String lowerCallId, Optional<Running> last) {
        String site = "domains." + lower.name() + ".media.networks";
        String hint = foreignPackets > 0
                ? "packets came from another address than expected: see " + site + " and gateway.media.source-check"
                : "nothing came to our address: see the firewall, gateway.networks."
                        + lower.config().network() + ".media.advertise and domains." + lower.name()
                        + ".media.transport";
        return new CallMedia(
                lowerCallId,
                Optional.of(MediaSpecs.media(terms.transport())),
                last.map(running -> running.media().sourceLocal()).map(leg -> leg.rtpText()),
                last.map(running -> LegAddress.text(running.source().rtp())),
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
                .addKeyValue("callId", stream.lowerCallId())
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
        stream.viewers().stream()
                .filter(viewer -> viewer.has(leg))
                .forEach(viewer -> viewer.end(new CallRejection(480, cause, detail)));
    }

    /** Why media that came comes no more: after the end of a recording, for no other reason. */
    private CallCause stopped() {
        return stream.recording().causeOf(lower.isOnline() ? CallCause.MEDIA_TIMEOUT : CallCause.LOWER_OFFLINE);
    }
}
