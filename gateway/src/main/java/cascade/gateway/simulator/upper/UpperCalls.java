package cascade.gateway.simulator.upper;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.SsrcAllocator;
import cascade.gateway.simulator.PlatformLoop;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.rtp.RtpLoop;
import cascade.gateway.simulator.upper.playback.RecordingOrder;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/** Calls of a simulated upper platform, by their dialogs. */
final class UpperCalls {

    private final Vertx vertx;
    private final PlatformLoop loop;
    private final PlatformSignalling signalling;
    private final UpperOptions options;
    private final RtpLoop mediaLoop;
    private final SsrcAllocator ssrcs;
    private final DialogTable<UpperCall> calls = new DialogTable<>();
    private volatile List<PlayedStream> published = List.of();
    private long surplusAnswers;

    UpperCalls(Vertx vertx, PlatformLoop loop, PlatformSignalling signalling, UpperOptions options, RtpLoop mediaLoop) {
        this.vertx = vertx;
        this.loop = loop;
        this.signalling = signalling;
        this.options = options;
        this.mediaLoop = mediaLoop;
        this.ssrcs = new SsrcAllocator(options.local().deviceId());
    }

    /** Opens ports and sends the INVITE for live video. */
    Future<PlayAttempt> invite(DeviceId channel, LowerBinding lower, OfferedMedia offered) {
        return open(channel, offered).map(media -> {
            Ssrc ssrc = takeSsrc(SsrcAllocator.Kind.LIVE);
            return invite(
                    channel,
                    LiveRequest.of(
                            options.offerForm(),
                            options.manner(),
                            channel,
                            options.local(),
                            media.rtpPort(),
                            offered.transport(),
                            ssrc),
                    ssrc,
                    lower,
                    media);
        });
    }

    /** Opens ports and sends the INVITE for a recording; done when that is answered 200. */
    Future<PlayedRecording> inviteRecording(RecordingOrder order, LowerBinding lower, OfferedMedia offered) {
        return open(order.channel(), offered).compose(media -> {
            Ssrc ssrc = takeSsrc(SsrcAllocator.Kind.HISTORY);
            LiveRequest request =
                    LiveRequest.recording(order, options.local(), media.rtpPort(), offered.transport(), ssrc);
            UpperCall call = invite(order.channel(), request, ssrc, lower, media);
            return call.answered().map(playing -> call);
        });
    }

    private Future<ReceivingEnd> open(DeviceId channel, OfferedMedia offered) {
        return ReceivingEnd.open(vertx, mediaLoop, options, offered, channel + "-" + signalling.newToken() + ".ps");
    }

    private UpperCall invite(DeviceId channel, LiveRequest request, Ssrc ssrc, LowerBinding lower, ReceivingEnd media) {
        var call = new UpperCall(vertx, loop, signalling, this, options, channel, request, ssrc, lower.peer(), media);
        call.invite();
        return call;
    }

    private Ssrc takeSsrc(SsrcAllocator.Kind kind) {
        return ssrcs.take(kind).orElseThrow(() -> new IllegalStateException("more than 10,000 calls at once"));
    }

    /** The end of a recording, in its dialog; told without one, it belongs to nobody here. */
    void onMediaStatus(ServerTransaction transaction) {
        Optional<UpperCall> call = calls.find(transaction);
        PlatformSignalling.respond(transaction, call.isPresent() ? 200 : 481);
        call.ifPresent(UpperCall::onFileEnd);
    }

    void onBye(ServerTransaction transaction) {
        calls.find(transaction)
                .ifPresentOrElse(call -> call.onBye(transaction), () -> PlatformSignalling.respond(transaction, 481));
    }

    void add(Dialog dialog, UpperCall call) {
        calls.add(dialog, call);
        publish();
    }

    void remove(Dialog dialog) {
        calls.remove(dialog);
        publish();
    }

    void release(Ssrc ssrc) {
        ssrcs.release(ssrc);
    }

    private void publish() {
        published = List.copyOf(calls.owners());
    }

    void countSurplus() {
        surplusAnswers++;
    }

    long surplusAnswers() {
        return surplusAnswers;
    }

    /** The calls playing a moment ago; from any thread. */
    List<PlayedStream> playing() {
        return published;
    }

    /** Says BYE to all. */
    Future<Void> stop() {
        return Future.join(List.copyOf(calls.owners()).stream()
                        .map(UpperCall::close)
                        .toList())
                .mapEmpty();
    }
}
