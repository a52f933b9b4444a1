package cascade.gateway.call;

import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.MediaStatus;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.LogBudget;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests in the dialogs of calls, of either side (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-12.2.2">RFC
 * 3261 section 12.2.2</a>), and the ends of recordings, which come in a dialog or outside of any. Control loop only.
 */
final class DialogRequests {

    private static final Logger LOG = LoggerFactory.getLogger(DialogRequests.class);
    private static final Duration STRAY_END_INTERVAL = Duration.ofSeconds(10);

    private final CallContext context;
    private final StreamTable streams;
    private final LogBudget strayEnds = new LogBudget(STRAY_END_INTERVAL, System::nanoTime);

    DialogRequests(CallContext context, StreamTable streams) {
        this.context = context;
        this.streams = streams;
    }

    /** An INVITE with a To tag, of either side: a re-INVITE, found by its dialog whatever its From says. */
    void onReInvite(ServerTransaction again) {
        Optional<UpperLeg> upper = context.upperDialogs().find(again);
        Optional<LowerLeg> lower = context.lowerDialogs().find(again);
        if (upper.isPresent()) {
            upper.get().onReInvite(again);
        } else if (lower.isPresent()) {
            lower.get().onReInvite(again);
        } else {
            again.respond(again.answer(481).build());
        }
    }

    /** A BYE of either side, in early dialogs too; 481 where it belongs to no call. */
    void onBye(ServerTransaction bye) {
        Optional<UpperLeg> upper = context.upperDialogs().find(bye);
        Optional<LowerLeg> lower = context.lowerDialogs().find(bye);
        if (upper.isPresent()) {
            upper.get().onBye(bye);
        } else if (lower.isPresent()) {
            lower.get().onBye(bye);
        } else {
            bye.respond(bye.answer(481).build());
        }
    }

    /** An INFO in a dialog: control of a playback; some recorders tell the end of the file so. */
    void onInfo(ServerTransaction info) {
        Optional<UpperLeg> upper = context.upperDialogs().find(info);
        Optional<Stream> stream = streams.inDialog(info);
        if (upper.isPresent()) {
            upper.get().onInfo(info);
        } else if (stream.isEmpty()) {
            info.refuse(481, "no such call");
        } else if (!stream.get().session().isRecording()) {
            info.refuse(488, "only a recording is controlled by INFO");
        } else {
            info.respond(info.answer(200).build());
            if (FileEndNotice.isIn(info.request().bodyText())) {
                stream.get().recording().onEnd();
            }
        }
    }

    /** A MediaStatus of a lower: the end of a recording, in the dialog of its call or outside of it. */
    void onMediaStatus(ServerTransaction message, LowerDomain lower, ManscdpMessage body) {
        message.respond(message.answer(200).build());
        if (!(body instanceof MediaStatus status) || !FileEndNotice.isOne(status)) {
            return;
        }
        recordingOf(message, lower, status)
                .ifPresentOrElse(
                        stream -> stream.recording().onEnd(),
                        () -> strayEnds
                                .tryTake()
                                .ifPresent(suppressed -> LOG.atWarn()
                                        .addKeyValue("peer", lower.name())
                                        .addKeyValue("gbId", status.deviceId())
                                        .addKeyValue("callId", message.request().callId())
                                        .addKeyValue("suppressed", suppressed)
                                        .log("end of a recording that no call can be told by")));
    }

    private Optional<Stream> recordingOf(ServerTransaction message, LowerDomain lower, MediaStatus status) {
        Optional<Stream> inDialog =
                streams.inDialog(message).filter(stream -> stream.session().isRecording());
        // one that comes late for a call that has ended must not end another of the same channel
        return inDialog.isPresent() || streams.isOfEnded(message)
                ? inDialog
                : FileEndNotice.onlyOne(streams.recordings(), status.deviceId(), lower);
    }
}
