package cascade.gateway.simulator.upper;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.simulator.PlatformLoop;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.playback.MansrtspRequest;
import cascade.gateway.simulator.rtp.ReceiverStats;
import cascade.gateway.simulator.upper.playback.ControlAnswer;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.RetryAfter;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.AnsweredInvite;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Call as its UAC: an INVITE of ours and its dialog (GB/T 28181-2016 9.2,
 * <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-13.2">RFC 3261 section 13.2</a>). The receiver is open
 * before the INVITE leaves, so no early packet is lost.
 *
 * <pre>
 *   INVITE - 1xx - 200 - ACK - media - BYE, ours or theirs
 *             |     `- unusable answer: ACK, BYE
 *             |- CANCEL: 487, or ACK and BYE where the 200 was faster
 *             `- rejection
 * </pre>
 */
final class UpperCall implements PlayAttempt, PlayedRecording {

    /** Media and signalling go different ways: the last packets may come after the end of the file is told. */
    private static final Duration LAST_PACKETS = Duration.ofMillis(300);

    private final Vertx vertx;
    private final PlatformLoop loop;
    private final PlatformSignalling signalling;
    private final UpperCalls calls;
    private final UpperOptions options;
    private final DeviceId channel;
    private final LiveRequest request;
    private final Ssrc offeredSsrc;
    private final SipPeer peer;
    private final ReceivingEnd media;
    private final Promise<PlayedStream> answered = Promise.promise();
    private final Promise<Void> fileEnd = Promise.promise();
    private final Promise<PlayEnd> ended = Promise.promise();
    private @Nullable ClientTransaction transaction;
    private @Nullable Dialog dialog;
    private long controls;
    private boolean cancelled;
    private boolean over;
    private volatile long invitedNanos;
    private volatile long answeredNanos;
    private volatile @Nullable SessionDescription answer;

    UpperCall(
            Vertx vertx,
            PlatformLoop loop,
            PlatformSignalling signalling,
            UpperCalls calls,
            UpperOptions options,
            DeviceId channel,
            LiveRequest request,
            Ssrc offeredSsrc,
            SipPeer peer,
            ReceivingEnd media) {
        this.vertx = vertx;
        this.loop = loop;
        this.signalling = signalling;
        this.calls = calls;
        this.options = options;
        this.channel = channel;
        this.request = request;
        this.offeredSsrc = offeredSsrc;
        this.peer = peer;
        this.media = media;
    }

    void invite() {
        media.receiver().start();
        SipRequest invite = signalling
                .request("INVITE", channel, peer)
                .header("Subject", request.subject().toHeader())
                .body(PlatformSignalling.SDP, request.body())
                .build();
        invitedNanos = signalling.nanoTime();
        ClientTransaction sent = signalling.send(invite, peer);
        transaction = sent;
        sent.onSurplusAnswer(this::onSurplus);
        sent.response().onSuccess(response -> onAnswer(sent, response)).onFailure(this::onNoAnswer);
    }

    private void onAnswer(ClientTransaction sent, SipResponse response) {
        if (!response.isSuccess()) {
            end(false);
            answered.fail(new PlayException(
                    response.status(),
                    "INVITE for " + channel + " answered " + response.status() + " " + response.reason(),
                    RetryAfter.of(response)));
            return;
        }
        answeredNanos = signalling.nanoTime();
        Dialog made = Dialog.ofClient(sent.request(), response, PlatformSignalling.GATEWAY);
        dialog = made;
        if (!options.withoutAck()) {
            sent.acknowledge(made.ack(), peer);
        }
        if (cancelled) {
            giveUp(new PlayException(487, "answered in spite of CANCEL, ended with BYE"));
            return;
        }
        try {
            SessionDescription description = SdpParser.parse(response.body());
            media.answered(description, request.offer());
            answer = description;
            calls.add(made, this);
            answered.complete(this);
        } catch (SdpSyntaxException | IllegalArgumentException unusable) {
            giveUp(new PlayException(PlayException.NO_STATUS, "unusable answer: " + unusable.getMessage()));
        }
    }

    private void giveUp(PlayException cause) {
        bye();
        answered.fail(cause);
    }

    private void onNoAnswer(Throwable silence) {
        end(false);
        answered.fail(silence);
    }

    /**
     * <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-13.2.2.4">RFC 3261 section 13.2.2.4</a>: what
     * nobody waits for any more is acknowledged and ended.
     */
    private void onSurplus(AnsweredInvite sent, SipResponse late) {
        calls.countSurplus();
        Dialog unwanted = Dialog.ofClient(sent.request(), late, PlatformSignalling.GATEWAY);
        sent.acknowledge(unwanted.ack(), peer);
        signalling.sendBye(unwanted, peer);
    }

    void onFileEnd() {
        if (fileEnd.tryComplete()) {
            Timers.of(vertx).after(LAST_PACKETS, this::bye);
        }
    }

    void onBye(ServerTransaction bye) {
        PlatformSignalling.respond(bye, 200);
        end(true);
    }

    /** Ends the call; done when the BYE is answered, or nobody answers it. */
    private Future<Void> bye() {
        Dialog open = dialog;
        Future<Void> said = over || open == null ? Future.succeededFuture() : signalling.sendBye(open, peer);
        end(false);
        return said;
    }

    Future<Void> close() {
        return bye().compose(said -> ended.future()).mapEmpty();
    }

    private void end(boolean byPeer) {
        if (over) {
            return;
        }
        over = true;
        Dialog open = dialog;
        if (open != null) {
            calls.remove(open);
        }
        calls.release(offeredSsrc);
        media.receiver().stop().thenAccept(stats -> loop.run(() -> ended.complete(new PlayEnd(byPeer, stats))));
    }

    @Override
    public Future<PlayedStream> answered() {
        return answered.future();
    }

    @Override
    public Future<Void> cancel() {
        return loop.call(() -> {
            cancelled = true;
            ClientTransaction sent = transaction;
            if (sent != null) {
                sent.cancel();
            }
            return Future.succeededFuture();
        });
    }

    @Override
    public DeviceId channel() {
        return channel;
    }

    @Override
    public SessionDescription answer() {
        SessionDescription known = answer;
        if (known == null) {
            throw new IllegalStateException("not answered yet");
        }
        return known;
    }

    @Override
    public Optional<Ssrc> ssrc() {
        return answer().ySsrc();
    }

    @Override
    public int localPort() {
        return media.rtpPort();
    }

    @Override
    public Duration setupTime() {
        return Duration.ofNanos(answeredNanos - invitedNanos);
    }

    @Override
    public Optional<Duration> firstPacketTime() {
        return stats().firstPacketAfter(invitedNanos);
    }

    @Override
    public Optional<Path> recording() {
        return media.recording();
    }

    @Override
    public ReceiverStats stats() {
        return media.receiver().stats();
    }

    @Override
    public Future<ControlAnswer> control(MansrtspRequest order) {
        return loop.call(() -> {
            Dialog open = dialog;
            if (over || open == null) {
                return Future.failedFuture(new IllegalStateException("call for " + channel + " is over"));
            }
            SipRequest info = open.request("INFO")
                    .body(
                            MansrtspRequest.CONTENT_TYPE,
                            order.withCseq(++controls).body())
                    .build();
            return signalling.send(info, peer).response().map(ControlAnswer::of);
        });
    }

    @Override
    public Future<Void> fileEnd() {
        return fileEnd.future();
    }

    @Override
    public OptionalLong fileSizeBytes() {
        return answer().video().map(MediaDescription::fileSizeBytes).orElse(OptionalLong.empty());
    }

    @Override
    public Future<PlayEnd> ended() {
        return ended.future();
    }

    @Override
    public Future<ReceiverStats> stop() {
        return loop.call(() -> {
            bye();
            return ended.future().map(PlayEnd::stats);
        });
    }
}
