package cascade.gateway.call;

import cascade.gateway.media.MediaException;
import cascade.gateway.sip.ServerTransaction;
import cascade.gateway.sip.message.SipResponse;
import cascade.monitoring.CallCause;

/** Says a {@link Refused} to an upper: status, Warning in plain words, Retry-After, the lower's Reason. */
final class Refusals {

    private Refusals() {}

    /**
     * What the media plane could not do for a viewer.
     *
     * @param limitStatus the status for a limit that is reached
     */
    static Refused ofMedia(Throwable cause, int limitStatus) {
        String text = String.valueOf(cause.getMessage());
        return switch (cause) {
            case MediaException.PortsExhausted none -> new Refused(limitStatus, CallCause.LIMIT, text);
            case MediaException.Indistinguishable twin -> new Refused(limitStatus, CallCause.LIMIT, text);
            case MediaException.NotSupported unable -> new Refused(488, CallCause.BAD_OFFER, text);
            case MediaException.AddressNotAllowed elsewhere -> new Refused(488, CallCause.BAD_OFFER, text);
            default -> new Refused(500, CallCause.INTERNAL, text);
        };
    }

    /** What it could not do for the stream that a viewer asked for: no fault of the viewer's offer. */
    static Refused ofLower(Throwable cause, int limitStatus) {
        Refused refused = ofMedia(cause, limitStatus);
        return refused.cause() == CallCause.BAD_OFFER ? new Refused(500, CallCause.INTERNAL, refused.text()) : refused;
    }

    static SipResponse answer(ServerTransaction invite, Refused refused) {
        SipResponse.Builder answer = refused.text().isEmpty()
                ? invite.answer(refused.status())
                : invite.refusal(refused.status(), refused.text());
        if (!refused.reason().isEmpty()) {
            answer.header("Reason", refused.reason());
        }
        if (refused.retryAfterSeconds() > 0) {
            answer.header("Retry-After", Integer.toString(refused.retryAfterSeconds()));
        }
        return answer.build();
    }
}
