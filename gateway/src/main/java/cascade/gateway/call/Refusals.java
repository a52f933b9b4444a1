package cascade.gateway.call;

import cascade.gateway.sip.ServerTransaction;
import cascade.gateway.sip.message.SipResponse;

/** Says a {@link Refused} to an upper: status, Warning in plain words, Retry-After, the lower's Reason. */
final class Refusals {

    private Refusals() {}

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
