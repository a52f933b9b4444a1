package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import java.util.Set;

/** The transaction user: what stands above the SIP side. */
@FunctionalInterface
public interface SipHandler {

    /**
     * A new request from a source that passed the guard. Exactly one final answer must follow. ACK and CANCEL do not come
     * here: they belong to their INVITE's transaction.
     */
    void onRequest(ServerTransaction transaction);

    /**
     * A new request was answered before it came here, for want of room or because it breaks a rule of RFC 3261 section 8.2.
     *
     * @param status of the answer; 0 where there was none
     * @param why label of the reason, as it is counted
     */
    default void onRefused(SipRequest request, SipPeer source, int status, String why) {}

    /**
     * Security of the hop on which a new request came, which its transaction keeps.
     *
     * @param domains those that may speak from there
     */
    default MessageSecurity securityOf(SipRequest request, SipPeer source, Set<String> domains) {
        return MessageSecurity.NONE;
    }
}
