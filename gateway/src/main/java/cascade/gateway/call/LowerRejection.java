package cascade.gateway.call;

import cascade.gateway.sip.message.SipResponse;
import cascade.monitoring.CallCause;

/** Carries a lower's refusal up: its own code, its Reason kept (GB/T 28181 leaves the codes to RFC 3261). */
final class LowerRejection {

    private LowerRejection() {}

    static Refused toRefused(SipResponse rejection) {
        String phrase = rejection.reason().isBlank() ? "" : " " + rejection.reason();
        String reason = rejection
                .header("Reason")
                .orElseGet(() -> "SIP;cause=" + rejection.status() + ";text=\""
                        + rejection.reason().replaceAll("[\"\\\\\\p{Cntrl}]", "'") + "\"");
        return new Refused(
                statusFor(rejection.status()),
                CallCause.REJECTED_BY_LOWER,
                "the lower platform answered " + rejection.status() + phrase,
                0,
                reason);
    }

    /** What is meant for us and not for the upper becomes what the upper can act on. */
    private static int statusFor(int lowerStatus) {
        return switch (lowerStatus) {
            case 401, 407, 481 -> 480;
            case 408, 504 -> 408;
            default -> lowerStatus < 400 ? 480 : lowerStatus;
        };
    }
}
