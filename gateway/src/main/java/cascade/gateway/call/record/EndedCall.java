package cascade.gateway.call.record;

import cascade.gateway.call.session.CallRejection;
import cascade.monitoring.CallCause;
import java.time.Instant;
import java.util.Optional;

/**
 * Call record (CDR) of a viewer's call after its end, for the API.
 *
 * @param domain the upper
 * @param lower the lower domain, empty where no channel was found
 * @param channelId as the upper called it
 * @param status the SIP status that answered the INVITE, 0 where none was sent
 * @param media of both legs
 * @param answered when our 200 was acknowledged or sent, empty for a call that was refused
 */
public record EndedCall(
        String id,
        String callId,
        String domain,
        String lower,
        String channelId,
        CallCause cause,
        String detail,
        int status,
        Instant started,
        Optional<Instant> answered,
        Instant ended,
        long packets,
        long bytes,
        CallMedia media) {

    /** Whether a person should look at what ended it. */
    public static boolean isTrouble(CallCause cause) {
        return switch (cause) {
            case NO_MEDIA, MEDIA_TIMEOUT, NO_RECEIVER, LIMIT, INTERNAL -> true;
            case UPPER_BYE,
                    LOWER_BYE,
                    CANCELLED,
                    REJECTED_BY_LOWER,
                    LOWER_TIMEOUT,
                    NOT_FOUND,
                    NOT_PERMITTED,
                    NO_ACK,
                    FILE_END,
                    LOWER_OFFLINE,
                    UPPER_OFFLINE,
                    BAD_OFFER,
                    ADMIN,
                    SHUTDOWN -> false;
        };
    }

    /** One that was refused before its stream was known. */
    public static EndedCall rejected(
            String id, String callId, String domain, String channelId, CallRejection rejection, Instant when) {
        return new EndedCall(
                id,
                callId,
                domain,
                "",
                channelId,
                rejection.cause(),
                rejection.text(),
                rejection.status(),
                when,
                Optional.empty(),
                when,
                0,
                0,
                CallMedia.NONE);
    }
}
