package cascade.gateway.call;

import cascade.config.Edition;
import cascade.config.LowerDomainConfig;
import cascade.config.Profile.SubjectSequence;
import cascade.gateway.call.sdp.AnswerReader;
import cascade.gateway.call.sdp.CallSdp;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Subject;
import cascade.gateway.gb.manscdp.KeyFrameRequest;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaException;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.sip.ClientTransaction;
import cascade.gateway.sip.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.monitoring.CallCause;
import cascade.monitoring.StreamKind;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lower leg: one INVITE dialog with a lower and its media, which feeds any number of {@link Viewer}s.
 *
 * <pre>
 *   OPENING --ports--> INVITING --200--> RUNNING --last viewer gone, linger over--> ENDED
 *      |                  | rejected, silent, all cancelled   | BYE, silence, admin, shutdown
 *      `------------------+-----------------------------------+--> ENDED
 * </pre>
 *
 * The ACK to the lower waits for the first viewer's ACK. After ENDED a late 200 is still acknowledged and ended. Control
 * loop only.
 */
final class Stream {

    private static final Logger LOG = LoggerFactory.getLogger(Stream.class);

    private static final long NO_TIMER = -1;

    enum State {
        OPENING,
        INVITING,
        RUNNING,
        ENDED
    }

    private final CallContext context;
    private final String id;
    private final StreamKey key;
    private final LowerDomain lower;
    private final Ssrcs.Lease ssrc;
    private final Runnable onEnded;
    private final Instant started;
    /** What our offer asks for, with our role. */
    private final MediaTransport offered;

    private final List<Viewer> viewers = new ArrayList<>(1);
    private State state = State.OPENING;
    private @Nullable Offer offer;
    private @Nullable MediaStream media;
    private @Nullable ClientTransaction invite;
    private @Nullable Dialog dialog;
    private @Nullable SessionDescription answer;
    private @Nullable Instant answered;
    private boolean acknowledged;
    /** Media has come. */
    private boolean heard;

    private long timer = NO_TIMER;
    private long keyFrameTimer = NO_TIMER;
    private Instant nextKeyFrameRequest = Instant.EPOCH;

    /** @param onEnded takes the stream out of the books */
    Stream(CallContext context, String id, StreamKey key, LowerDomain lower, Ssrcs.Lease ssrc, Runnable onEnded) {
        this.context = context;
        this.id = id;
        this.key = key;
        this.lower = lower;
        this.ssrc = ssrc;
        this.onEnded = onEnded;
        this.started = context.clock().instant();
        this.offered = MediaTransport.valueOf(lower.config().mediaTransport().name());
    }

    String id() {
        return id;
    }

    StreamKey key() {
        return key;
    }

    LowerDomain lower() {
        return lower;
    }

    State state() {
        return state;
    }

    Instant started() {
        return started;
    }

    List<Viewer> viewers() {
        return List.copyOf(viewers);
    }

    Optional<MediaStream> media() {
        return Optional.ofNullable(media);
    }

    /** The Call-ID towards the lower, empty before the INVITE. */
    String callId() {
        return invite == null ? "" : invite.request().callId();
    }

    /** From our INVITE's stream being opened to the lower's 200; empty before. */
    Optional<Duration> setupTime() {
        return Optional.ofNullable(answered).map(when -> Duration.between(started, when));
    }

    /** The SSRC that our offer asked for. */
    long offeredSsrc() {
        return ssrc.ssrc().value();
    }

    /** The lower's answer; there is one as long as the stream runs. */
    SessionDescription answer() {
        if (answer == null) {
            throw new IllegalStateException("stream " + id + " has no answer yet (expected: running)");
        }
        return answer;
    }

    Future<MediaViewer> openViewer(ViewerSpec spec) {
        return media == null ? Future.failedFuture(new MediaException.Closed("stream " + id)) : media.openViewer(spec);
    }

    /** Opens the source leg and calls the lower with what the first viewer asked for. */
    void open(Offer firstOffer) {
        offer = firstOffer;
        context.meters().streamOpened(lower.name(), StreamKind.LIVE);
        context.media()
                .openStream(spec(), this::onMediaEvent)
                .onSuccess(this::onOpened)
                .onFailure(this::onOpenFailure);
    }

    /** How its media travels, with our role. */
    cascade.gateway.media.MediaTransport transport() {
        return cascade.gateway.media.MediaTransport.valueOf(offered.name());
    }

    private StreamSpec spec() {
        var config = context.config().media();
        LowerDomainConfig peer = lower.config();
        return new StreamSpec(
                lower.name(),
                peer.network(),
                transport(),
                TcpFraming.valueOf(peer.profile().tcpFraming().name()),
                ssrc.ssrc().toRtp(),
                config.noMediaTimeout(),
                config.mediaTimeout(),
                SourceCheck.valueOf(config.sourceCheck().name()),
                peer.profile().rtcp() ? RtcpMode.valueOf(config.rtcp().name()) : RtcpMode.OFF,
                mediaNetworks(),
                config.hold());
    }

    /** Where the lower's media may come from besides the address in its SDP. */
    private List<AddressBlock> mediaNetworks() {
        var blocks = new ArrayList<AddressBlock>();
        if (!lower.config().mediaNetworks().isEmpty()) {
            lower.config().mediaNetworks().forEach(block -> blocks.add(AddressBlock.parse(block.toString())));
            return blocks;
        }
        lower.config().allowFrom().forEach(block -> blocks.add(AddressBlock.parse(block.toString())));
        lower.peer().ifPresent(peer -> blocks.add(AddressBlock.parse(peer.host().getHostAddress())));
        return blocks;
    }

    private void onOpened(MediaStream opened) {
        media = opened;
        if (state == State.ENDED) {
            opened.close();
            return;
        }
        if (lower.peer().isEmpty()) {
            refuseAll(new CallRejection(480, CallCause.LOWER_OFFLINE, "the lower platform went offline"));
            return;
        }
        state = State.INVITING;
        sendInvite(opened);
    }

    private void onOpenFailure(Throwable cause) {
        refuseEach(viewer -> CallRejection.ofSourceMedia(
                cause, viewer.upper().config().profile().limitStatus()));
    }

    private void sendInvite(MediaStream opened) {
        String channel = key.channelId();
        byte[] sdp = CallSdp.offer(
                lower.config(),
                channel,
                opened.sourceLocal(),
                offered,
                ssrc.ssrc(),
                java.util.Objects.requireNonNull(offer));
        SipRequest request = lower.link()
                .newRequest("INVITE", channel, channel)
                .header("Subject", subject().toHeader())
                .body("application/sdp", sdp)
                .build();
        ClientTransaction sent = lower.link().send(request);
        invite = sent;
        sent.onProvisional(this::onProvisional)
                .onSurplusAnswer(late -> acknowledgeAndEnd(sent, late))
                .response()
                .onSuccess(response -> onFinal(sent, response))
                .onFailure(cause -> onNoAnswer(String.valueOf(cause.getMessage())));
        startTimer(context.config().call().lowerAnswerTimeout(), () -> {
            sent.cancel();
            onNoAnswer("no answer within "
                    + context.config().call().lowerAnswerTimeout().toSeconds() + " s");
        });
    }

    private Subject subject() {
        String sequence = lower.config().profile().subjectSequence() == SubjectSequence.SSRC
                ? ssrc.ssrc().toY()
                : "0";
        return new Subject(
                new DeviceId(key.channelId()),
                sequence,
                new DeviceId(lower.config().localDeviceId()),
                "0");
    }

    private void onProvisional(SipResponse provisional) {
        int status = provisional.status();
        if (status == 180 || status == 183) {
            viewers().forEach(viewer -> viewer.ring(status));
        }
    }

    private void onNoAnswer(String what) {
        refuseAll(new CallRejection(408, CallCause.LOWER_TIMEOUT, "the lower platform is silent: " + what));
    }

    private void onFinal(ClientTransaction sent, SipResponse response) {
        stopTimer();
        if (response.isSuccess()) {
            if (state == State.ENDED) {
                acknowledgeAndEnd(sent, response);
            } else {
                onAnswered(sent, response);
            }
        } else {
            refuseAll(CallRejection.ofLower(response));
        }
    }

    private void onAnswered(ClientTransaction sent, SipResponse success) {
        Dialog made = Dialog.ofClient(sent.request(), success, lower.name());
        dialog = made;
        answered = context.clock().instant();
        context.lowerDialogs().add(made, this);
        try {
            SessionDescription description = SdpParser.parse(success.body());
            SourceAnswer source = new AnswerReader(lower.config(), offered, context.targets())
                    .read(description, sent.peer().host());
            answer = description;
            java.util.Objects.requireNonNull(media)
                    .expectSource(source)
                    .onSuccess(expected -> onSourceExpected())
                    .onFailure(this::onOpenFailure);
        } catch (CallRejection unusable) {
            refuseAll(unusable);
        } catch (SdpSyntaxException | IllegalArgumentException unusable) {
            refuseAll(AnswerReader.refused(String.valueOf(unusable.getMessage())));
        }
    }

    private void onSourceExpected() {
        if (state == State.INVITING) {
            state = State.RUNNING;
            viewers().forEach(Viewer::answer);
        }
    }

    /** A viewer has acknowledged; the first one lets the ACK to the lower go. */
    void acknowledge() {
        if (!acknowledged && dialog != null && invite != null) {
            acknowledged = true;
            lower.link().acknowledge(invite, dialog);
        }
    }

    /** A 200 that came after the end: without ACK and BYE its camera would stream to nobody. */
    private void acknowledgeAndEnd(ClientTransaction sent, SipResponse late) {
        Dialog surplus = Dialog.ofClient(sent.request(), late, lower.name());
        lower.link().acknowledge(sent, surplus);
        sendBye(surplus);
        LOG.atInfo()
                .addKeyValue("callId", surplus.callId())
                .addKeyValue("peer", lower.name())
                .log("late answer acknowledged and ended");
    }

    void join(Viewer viewer) {
        stopLinger();
        viewers.add(viewer);
        viewer.begin(state == State.RUNNING);
        if (state == State.RUNNING) {
            viewer.answer();
        }
    }

    void leave(Viewer viewer, CallCause cause) {
        viewers.remove(viewer);
        if (!viewers.isEmpty() || state == State.ENDED) {
            return;
        }
        Duration linger = context.config().media().streamLinger();
        if (state == State.RUNNING && acknowledged && !linger.isZero()) {
            startTimer(linger, () -> end(cause, "no viewer", true));
        } else {
            end(cause, "no viewer", true);
        }
    }

    private void stopLinger() {
        if (state == State.RUNNING) {
            stopTimer();
        }
    }

    void onLowerBye() {
        end(CallCause.LOWER_BYE, "the lower platform ended the stream", false);
    }

    private void onMediaEvent(MediaEvent event) {
        switch (event) {
            case MediaEvent.FirstPacket first -> {
                heard = true;
                context.meters().firstPacket(lower.name(), first.afterAnswer());
                LOG.atInfo()
                        .addKeyValue("stream", id)
                        .addKeyValue("peer", lower.name())
                        .addKeyValue("address", first.from())
                        .addKeyValue("ssrc", Integer.toUnsignedString(first.ssrc()))
                        .log("media arrives");
            }
            case MediaEvent.Silence silence -> onSilence(silence);
            case MediaEvent.Foreign foreign ->
                LOG.atWarn()
                        .addKeyValue("stream", id)
                        .addKeyValue("peer", lower.name())
                        .addKeyValue("address", foreign.lastFrom())
                        .addKeyValue("cause", foreign.lastReason())
                        .addKeyValue("packets", foreign.packets())
                        .log("foreign packets dropped");
            case MediaEvent.SourceMoved moved ->
                LOG.atInfo()
                        .addKeyValue("stream", id)
                        .addKeyValue("peer", lower.name())
                        .addKeyValue("from", moved.before())
                        .addKeyValue("to", moved.now())
                        .log("source sends from another address");
            case MediaEvent.LegLost lost -> onLegLost(lost);
            case MediaEvent.SsrcChange change ->
                LOG.atDebug()
                        .addKeyValue("stream", id)
                        .addKeyValue("peer", lower.name())
                        .addKeyValue("ssrc", Integer.toUnsignedString(change.now()))
                        .log("ssrc on the wire differs");
        }
    }

    /** A TCP leg that will get no connection any more: its viewer ends, or with the source all of them. */
    private void onLegLost(MediaEvent.LegLost lost) {
        LOG.atWarn()
                .addKeyValue("stream", id)
                .addKeyValue("leg", lost.viewerId().isPresent() ? "upper" : "lower")
                .addKeyValue("address", lost.remote())
                .addKeyValue("cause", lost.detail())
                .log("tcp leg lost");
        String detail = "no TCP connection for media: " + lost.detail();
        if (lost.viewerId().isEmpty()) {
            end(heard ? stopped() : CallCause.NO_MEDIA, detail, true);
            return;
        }
        long leg = lost.viewerId().getAsLong();
        viewers().stream()
                .filter(viewer -> viewer.leg().filter(its -> its.id() == leg).isPresent())
                .forEach(viewer -> viewer.refuse(new CallRejection(480, CallCause.NO_MEDIA, detail)));
    }

    /**
     * Has the camera send a key frame, where the lower is known to take such requests: who joined just now sees nothing
     * before. Requests that come too soon after one another become one, which leaves when it may.
     */
    void requestKeyFrame() {
        if (!lower.config().profile().keyFrameOnJoin()
                || state != State.RUNNING
                || viewers.isEmpty()
                || keyFrameTimer != NO_TIMER) {
            return;
        }
        Duration rest = Duration.between(context.clock().instant(), nextKeyFrameRequest);
        if (rest.isPositive()) {
            keyFrameTimer = context.vertx().setTimer(rest.toMillis() + 1, due -> {
                keyFrameTimer = NO_TIMER;
                requestKeyFrame();
            });
            return;
        }
        nextKeyFrameRequest =
                context.clock().instant().plus(context.config().media().keyFrameInterval());
        KeyFrameRequest form = lower.config().edition() == Edition.GB2022
                ? KeyFrameRequest.EDITION_2022
                : KeyFrameRequest.EDITION_2016;
        byte[] body = lower.link().write(form.of(lower.link().nextSn(), new DeviceId(key.channelId())));
        lower.link()
                .sendMessage(key.channelId(), body)
                .onComplete(answer -> LOG.atDebug()
                        .addKeyValue("stream", id)
                        .addKeyValue("peer", lower.name())
                        .addKeyValue(
                                "status", answer.succeeded() ? answer.result().status() : "none")
                        .log("key frame asked for"));
    }

    /** Why media that came comes no more. */
    private CallCause stopped() {
        return lower.isOnline() ? CallCause.MEDIA_TIMEOUT : CallCause.LOWER_OFFLINE;
    }

    private void onSilence(MediaEvent.Silence silence) {
        CallCause cause = switch (silence.kind()) {
            case NO_MEDIA -> CallCause.NO_MEDIA;
            case MEDIA_TIMEOUT -> stopped();
        };
        end(cause, "no packet for " + silence.silentFor().toSeconds() + " s", true);
    }

    private void refuseAll(CallRejection refused) {
        refuseEach(viewer -> refused);
    }

    private void refuseEach(Function<Viewer, CallRejection> refused) {
        if (state != State.ENDED) {
            boolean inviting = enterEnded();
            viewers().forEach(viewer -> viewer.refuse(refused.apply(viewer)));
            release(inviting, true);
        }
    }

    /**
     * Ends the stream and all its viewers.
     *
     * @param sayBye whether the lower still has to be told
     * @return when every BYE has been answered or given up
     */
    Future<Void> end(CallCause cause, String detail, boolean sayBye) {
        if (state == State.ENDED) {
            return Future.succeededFuture();
        }
        boolean inviting = enterEnded();
        var byes = new ArrayList<Future<Void>>();
        for (Viewer viewer : viewers()) {
            if (viewer.state() == Viewer.State.WAITING) {
                viewer.refuse(new CallRejection(480, cause, detail));
            } else {
                byes.add(viewer.end(cause, detail, true));
            }
        }
        byes.add(release(inviting, sayBye));
        return Future.join(byes).mapEmpty();
    }

    /** From here on leaving viewers change nothing; whether the lower was still being called. */
    private boolean enterEnded() {
        boolean inviting = state == State.INVITING;
        state = State.ENDED;
        stopTimer();
        context.vertx().cancelTimer(keyFrameTimer);
        return inviting;
    }

    private Future<Void> release(boolean inviting, boolean sayBye) {
        Future<Void> bye = Future.succeededFuture();
        if (dialog != null) {
            acknowledge();
            context.lowerDialogs().remove(dialog);
            bye = sayBye ? sendBye(dialog) : bye;
        } else if (inviting && invite != null) {
            invite.cancel();
        }
        if (media != null) {
            media.close();
        }
        ssrc.release();
        context.meters().streamClosed(lower.name(), StreamKind.LIVE);
        onEnded.run();
        return bye;
    }

    private Future<Void> sendBye(Dialog ended) {
        return lower.link()
                .send(ended.request("BYE").build(), ended)
                .response()
                .<Void>mapEmpty()
                .recover(cause -> {
                    LOG.atWarn()
                            .addKeyValue("callId", ended.callId())
                            .addKeyValue("peer", lower.name())
                            .addKeyValue("cause", cause.getMessage())
                            .log("bye unanswered");
                    return Future.succeededFuture();
                });
    }

    private void startTimer(Duration delay, Runnable onFire) {
        stopTimer();
        timer = context.vertx().setTimer(Math.max(1, delay.toMillis()), fired -> {
            timer = NO_TIMER;
            onFire.run();
        });
    }

    private void stopTimer() {
        if (timer != NO_TIMER) {
            context.vertx().cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}
