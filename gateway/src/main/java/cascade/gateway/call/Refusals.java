package cascade.gateway.call;

import cascade.gateway.sip.ServerTransaction;
import cascade.gateway.sip.message.SipResponse;

/** Says a {@link Refused} to an upper: status, Warning in plain words, Retry-After, the lower's Reason. */
final class Refusals {

    /** RFC 3261 section 20.43: miscellaneous warning. */
    private static final int MISCELLANEOUS = 399;

    private Refusals() {}

    static SipResponse answer(ServerTransaction invite, Refused refused) {
        SipResponse.Builder answer = invite.answer(refused.status());
        if (!refused.text().isEmpty()) {
            answer.warning(MISCELLANEOUS, invite.local().authority(), refused.text());
        }
        if (!refused.reason().isEmpty()) {
            answer.header("Reason", refused.reason());
        }
        if (refused.retryAfterSeconds() > 0) {
            answer.header("Retry-After", Integer.toString(refused.retryAfterSeconds()));
        }
        return answer.build();
    }
}
