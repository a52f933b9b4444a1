package cascade.gateway.simulator.upper;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.SsrcAllocator;
import cascade.gateway.simulator.PlatformLoop;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.rtp.RtpLoop;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

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

    /** Opens ports and sends the INVITE. */
    Future<PlayAttempt> invite(DeviceId channel, LowerBinding lower, OfferedMedia offered) {
        String recordingName = channel + "-" + signalling.newToken() + ".ps";
        return ReceivingEnd.open(vertx, mediaLoop, options, offered, recordingName)
                .map(media -> {
                    var call = new UpperCall(
                            loop,
                            signalling,
                            this,
                            options,
                            channel,
                            offered.transport(),
                            takeSsrc(),
                            lower.peer(),
                            media);
                    call.invite();
                    return call;
                });
    }

    private Ssrc takeSsrc() {
        return ssrcs.take(SsrcAllocator.Kind.LIVE)
                .orElseThrow(() -> new IllegalStateException("more than 10,000 calls at once"));
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
