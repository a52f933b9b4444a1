package cascade.gateway.call;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.time.Timer;
import cascade.monitoring.CallCause;

/**
 * End of a recording (媒体通知, NotifyType 121): the lower has sent it whole. The upper is told in its dialog and hangs up;
 * where it does not, we do. GB/T 28181-2016 9.8.3 and A.2.5.5. Control loop only.
 */
final class FileEnd {

    private final CallContext context;
    private final Stream stream;
    private final Timer patience;
    private boolean come;

    FileEnd(CallContext context, Stream stream) {
        this.context = context;
        this.stream = stream;
        this.patience = new Timer(context.timers());
    }

    /** Whether the lower has said it: what ends the call from now on ends it for that reason. */
    boolean hasCome() {
        return come;
    }

    /** The lower says it; a second time changes nothing. */
    void onCome() {
        if (come) {
            return;
        }
        come = true;
        patience.start(
                context.config().call().fileEndTimeout(),
                () -> stream.end(new CallRejection(480, CallCause.FILE_END, "the recording was sent whole")));
        stream.viewers().forEach(Viewer::tellFileEnd);
    }

    /** The stream has ended. */
    void stop() {
        patience.stop();
    }
}
