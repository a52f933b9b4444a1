package cascade.gateway.call;

import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.call.playback.MansrtspVersions;
import cascade.gateway.call.playback.PlaybackControl;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.hop.HopRefusal;
import cascade.gateway.domain.hop.Hops;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timer;
import cascade.monitoring.CallCause;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Control and end of the recording that a stream plays; a live stream has neither. When the lower has sent it whole (媒体通知,
 * NotifyType 121), the upper is told in its dialog and hangs up; where it does not, we do. GB/T 28181-2016 9.8 and A.2.5.5.
 * Control loop only.
 */
final class Recording {

    private final CallContext context;
    private final Stream stream;
    private final PlaybackControl control;
    private final Timer patience;
    private boolean over;

    /** @param lower the dialog with whoever plays it */
    Recording(CallContext context, Stream stream, Supplier<LowerLeg> lower) {
        this.context = context;
        this.stream = stream;
        this.control = new PlaybackControl(
                lower,
                stream::media,
                context.timers(),
                () -> context.config().call().controlTimeout());
        this.patience = new Timer(context.timers());
    }

    /** An INFO of the viewer's upper. */
    void onInfo(ServerTransaction info, UpperDomain upper) {
        Hops hops = context.hops();
        Optional<HopRefusal> refusal = hops.refusal(info.request());
        if (!stream.session().isRecording()) {
            info.refuse(488, "only a recording is controlled by INFO");
        } else if (refusal.isPresent()) {
            info.refuse(refusal.get().status(), refusal.get().why());
        } else {
            control.relay(
                    info,
                    new MansrtspVersions(upper, stream.lower()),
                    hops.onward(info.request(), upper.config(), stream.lower().config()));
        }
    }

    /** The lower has sent it whole; told a second time, nothing changes. */
    void onEnd() {
        if (over) {
            return;
        }
        over = true;
        patience.start(
                context.config().call().fileEndTimeout(),
                () -> stream.end(new CallRejection(480, CallCause.FILE_END, "the recording was sent whole")));
        stream.viewers().forEach(Viewer::tellFileEnd);
    }

    /** Why a call ends by a BYE that alone would be {@code otherwise}. */
    CallCause causeOf(CallCause otherwise) {
        return over ? CallCause.FILE_END : otherwise;
    }

    /** The stream has ended. */
    void stop() {
        patience.stop();
    }
}
