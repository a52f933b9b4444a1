package cascade.gateway.sip.transaction;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import io.vertx.core.Future;
import io.vertx.core.Handler;

/** A request of ours and its way to an answer (RFC 3261 section 17.1). Control loop only. */
public interface ClientTransaction extends AnsweredInvite {

    /** The request as sent. */
    @Override
    SipRequest request();

    SipPeer peer();

    /**
     * The final answer, whatever its code; failures other than 2xx to an INVITE have been acknowledged already. Fails
     * with {@link SipTimeoutException} when none came, or {@link SipTransportException} when the request could not be
     * sent. An INVITE with a provisional answer waits as long as the peer likes: who sent it decides when to cancel.
     */
    Future<SipResponse> response();

    ClientTransaction onProvisional(Handler<SipResponse> handler);

    /**
     * INVITE only: a 2xx that nobody waits for any more, because the transaction was given up (timeout, CANCEL) or another
     * branch answered first. Told once per To tag; must be acknowledged and ended with BYE (RFC 3261 section 13.2.2.4).
     */
    ClientTransaction onSurplusAnswer(SurplusHandler handler);

    /**
     * INVITE only, after {@link #response} brought a 2xx: it was repeated before {@link #acknowledge}, since the peer waits
     * for its ACK (RFC 3261 section 13.3.1.4).
     */
    ClientTransaction onUnacknowledgedAnswer(Runnable handler);

    /**
     * INVITE only: asks the peer to give up, as soon as a provisional answer allows it (RFC 3261 section 9.1).
     * {@link #response} then brings the 487, a 2xx that won the race, or a timeout.
     */
    void cancel();
}
