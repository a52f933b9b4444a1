package cascade.gateway.sip.transaction;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipResponse;
import java.util.Optional;

/**
 * Client transaction as the responses find it: whole, or what is left of it when it was answered. Control loop
 * only.
 */
public sealed interface ResponseTarget permits ClientTx, AcceptedInvite, AnsweredClientTx {

    /** Where the request was sent. */
    SipPeer peer();

    /** Why a response that came is not believed; empty where it is, and where it repeats one that was. */
    default Optional<String> objection(SipResponse response) {
        return Optional.empty();
    }

    void onResponse(SipResponse response);

    /** A response that is not believed: a provisional one as if it had not come, a final one ends the transaction. */
    default void onDisbelieved(SipResponse response, String why) {}
}
