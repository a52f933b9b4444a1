package cascade.gateway.call;

import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.MediaStatus;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notice of the end of a recording (GB/T 28181-2016 A.2.5.5): the forms in which lowers tell it, the one in which uppers hear it,
 * and the call that is meant where the dialog does not say: by the channel, or the platform, if it has only one. Stateless.
 */
final class FileEndNotice {

    private static final Logger LOG = LoggerFactory.getLogger(FileEndNotice.class);

    /** NotifyType of a recording that was sent whole. */
    private static final String FILE_SENT = "121";

    private FileEndNotice() {}

    /** Tells an upper that the recording has been sent whole, in the dialog of its call. */
    static void send(UpperLeg leg, ViewerInvite call, Stream stream) {
        PeerLink link = call.upper().link();
        var ended = new MediaStatus(link.nextSn(), new DeviceId(call.exportedId()), Optional.of(FILE_SENT), List.of());
        leg.message(ManscdpMessage.CONTENT_TYPE, link.write(ended))
                .onFailure(cause -> LOG.atInfo()
                        .addKeyValue("call", call.id())
                        .addKeyValue("stream", stream.id())
                        .addKeyValue("callId", leg.callId())
                        .addKeyValue("peer", call.upper().name())
                        .addKeyValue("cause", cause.getMessage())
                        .log("end of the recording not told"));
    }

    static boolean isOne(MediaStatus status) {
        return status.notifyType().map(String::strip).filter(FILE_SENT::equals).isPresent();
    }

    /** Whether an INFO says it: MANSCDP in the wrong method, or a recorder's own words. */
    static boolean isIn(String body) {
        return body.contains("MediaStatus") && (body.contains(FILE_SENT) || body.contains("Finished"));
    }

    /** @param sender the channel, or the platform itself */
    static Optional<Stream> onlyOne(List<Stream> recordings, DeviceId sender, LowerDomain lower) {
        boolean ofPlatform = sender.value().equals(lower.config().deviceId());
        List<Stream> meant = recordings.stream()
                .filter(stream -> stream.key().lower().equals(lower.name()))
                .filter(stream -> ofPlatform || stream.key().channelId().equals(sender.value()))
                .toList();
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }
}
