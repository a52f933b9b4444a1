package cascade.gateway.call;

import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.MediaStatus;
import java.util.List;
import java.util.Optional;

/**
 * Forms in which lowers tell the end of a recording, and the call that is meant where the dialog does not say: by the
 * channel, or the platform, if it has only one (GB/T 28181-2016 A.2.5.5).
 */
final class FileEndNotice {

    /** NotifyType of a recording that was sent whole. */
    private static final String FILE_SENT = "121";

    private FileEndNotice() {}

    /** What an upper is told, in its dialog. */
    static MediaStatus of(long sn, DeviceId channel) {
        return new MediaStatus(sn, channel, Optional.of(FILE_SENT), List.of());
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
