package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.transaction.ServerTransaction;

/** The transaction user: what stands above the SIP side. */
@FunctionalInterface
public interface SipHandler {

    /**
     * A new request from a source that passed the guard. Exactly one final answer must follow. ACK and CANCEL do not come
     * here: they belong to their INVITE's transaction.
     */
    void onRequest(ServerTransaction transaction);
}
