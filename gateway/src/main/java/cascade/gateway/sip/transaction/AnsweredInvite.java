package cascade.gateway.sip.transaction;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;

/** INVITE of ours with a 2xx: all that the ACK of one needs. Control loop only. */
public interface AnsweredInvite {

    /** The request as sent; once acknowledged it is read anew each time. */
    SipRequest request();

    /**
     * Sends the ACK to the 2xx, and sends it again for every repetition of that 2xx (<a
     * href="https://datatracker.ietf.org/doc/html/rfc3261#section-13.2.2.4">RFC 3261 section 13.2.2.4</a>).
     *
     * @param ack to the remote target, with the INVITE's CSeq number
     */
    void acknowledge(SipRequest ack, SipPeer to);

    /** Listener to 2xx that nobody waits for. */
    @FunctionalInterface
    interface SurplusHandler {

        /** @param invite to acknowledge it on; by then no more may be left of the transaction */
        void onSurplus(AnsweredInvite invite, SipResponse success);
    }
}
