package cascade.gateway.call.session;

import cascade.gateway.domain.hop.HopRefusal;
import cascade.gateway.media.MediaException;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.monitoring.CallCause;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Final non-2xx outcome of a call attempt: the SIP status for the upper
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-21">RFC 3261 section 21</a>), the cause for metrics, API
 * and log, and the plain words of the Warning header
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-20.43">section 20.43</a>). It is made where the decision
 * falls, and only {@link #answerTo} turns it into a response. Throwable without a stack trace, so that a failed Future can
 * carry it: an outcome, not a fault. Immutable, any thread.
 */
public final class CallRejection extends Exception {

    private final int status;
    private final CallCause cause;
    private final OptionalInt retryAfterSeconds;
    private final String reason;

    public CallRejection(int status, CallCause cause, String text) {
        this(status, cause, text, OptionalInt.empty(), "");
    }

    /**
     * @param reason a Reason header (<a href="https://datatracker.ietf.org/doc/html/rfc3326">RFC 3326</a>) to be passed
     *     on, empty for none
     */
    private CallRejection(int status, CallCause cause, String text, OptionalInt retryAfterSeconds, String reason) {
        super(text, null, false, false);
        this.status = status;
        this.cause = cause;
        this.retryAfterSeconds = retryAfterSeconds;
        this.reason = reason;
    }

    /** One that says why in a Reason header as well: platforms show that, and hardly ever a Warning. */
    public static CallRejection withReason(int status, CallCause cause, String text) {
        return new CallRejection(
                status, cause, text, OptionalInt.empty(), "SIP;cause=" + status + ";text=\"" + text + "\"");
    }

    /** The lower's own refusal: its code where the upper can act on it, its Reason kept. */
    public static CallRejection ofLower(SipResponse refusal) {
        String phrase = refusal.reason().isBlank() ? "" : " " + refusal.reason();
        String reason = refusal.header("Reason")
                .orElseGet(() -> "SIP;cause=" + refusal.status() + ";text=\""
                        + refusal.reason().replaceAll("[\"\\\\\\p{Cntrl}]", "'") + "\"");
        return new CallRejection(
                statusFor(refusal.status()),
                CallCause.REJECTED_BY_LOWER,
                "the lower platform answered " + refusal.status() + phrase,
                OptionalInt.empty(),
                reason);
    }

    /** Throws the refusal of a request that is not carried on. */
    public static void throwIf(Optional<HopRefusal> refusal) throws CallRejection {
        if (refusal.isPresent()) {
            throw new CallRejection(
                    refusal.get().status(),
                    CallCause.NOT_PERMITTED,
                    refusal.get().why());
        }
    }

    /** The upper's refusal of the call that its own broadcast asked for, as the lower is told it. */
    public static CallRejection ofUpper(SipResponse refusal) {
        return new CallRejection(
                statusFor(refusal.status()),
                CallCause.CANCELLED,
                "the upper platform answered " + refusal.status() + " " + refusal.reason());
    }

    /** What is meant for us and not for the other side becomes what that can act on. */
    private static int statusFor(int lowerStatus) {
        return switch (lowerStatus) {
            case 401, 407, 481 -> 480;
            case 408, 504 -> 408;
            default -> lowerStatus < 400 ? 480 : lowerStatus;
        };
    }

    /**
     * What the media plane could not do for a viewer.
     *
     * @param limitStatus the status for a limit that is reached
     */
    public static CallRejection ofViewerMedia(Throwable failure, int limitStatus) {
        String text = String.valueOf(failure.getMessage());
        return switch (failure) {
            case CallRejection known -> known;
            case MediaException.PortsExhausted none -> new CallRejection(limitStatus, CallCause.LIMIT, text);
            case MediaException.Indistinguishable twin -> new CallRejection(limitStatus, CallCause.LIMIT, text);
            case MediaException.NotSupported unable -> new CallRejection(488, CallCause.BAD_OFFER, text);
            case MediaException.AddressNotAllowed elsewhere -> new CallRejection(488, CallCause.BAD_OFFER, text);
            default -> new CallRejection(500, CallCause.INTERNAL, text);
        };
    }

    /** What it could not do for the stream that a viewer asked for: no fault of the viewer's offer. */
    public static CallRejection ofSourceMedia(Throwable failure, int limitStatus) {
        CallRejection rejection = ofViewerMedia(failure, limitStatus);
        return rejection.cause == CallCause.BAD_OFFER
                ? new CallRejection(500, CallCause.INTERNAL, rejection.text())
                : rejection;
    }

    /** The same with a Retry-After header. */
    public CallRejection retryAfter(int seconds) {
        return new CallRejection(status, cause, text(), OptionalInt.of(seconds), reason);
    }

    public int status() {
        return status;
    }

    public CallCause cause() {
        return cause;
    }

    /** Plain words for the Warning header, empty for none. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** The response that says it: status, Warning, Reason and Retry-After as far as there is something to say. */
    public SipResponse answerTo(ServerTransaction request) {
        SipResponse.Builder answer = text().isEmpty() ? request.answer(status) : request.refusal(status, text());
        if (!reason.isEmpty()) {
            answer.header("Reason", reason);
        }
        retryAfterSeconds.ifPresent(seconds -> answer.header("Retry-After", Integer.toString(seconds)));
        return answer.build();
    }
}
