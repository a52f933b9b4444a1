package cascade.gateway.sip.transaction;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipResponse;

/**
 * Client transaction as the responses find it: whole, or what is left of it when it was answered. Control loop
 * only.
 */
public sealed interface ResponseTarget permits ClientTx, AcceptedInvite, AnsweredClientTx {

    /** Where the request was sent. */
    SipPeer peer();

    void onResponse(SipResponse response);
}
