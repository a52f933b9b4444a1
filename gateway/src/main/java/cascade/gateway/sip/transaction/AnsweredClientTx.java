package cascade.gateway.sip.transaction;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipResponse;

/**
 * Non-INVITE client transaction in the Completed state (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-17.1.2.2">RFC 3261 section 17.1.2.2</a>): where the request
 * went, so that repetitions of its answer are known for what they are until timer K. Control loop only.
 */
record AnsweredClientTx(TransactionContext context, SipPeer peer) implements ResponseTarget {

    @Override
    public void onResponse(SipResponse response) {
        context.observer().retransmitted(context.domainOf(peer), "received");
    }
}
