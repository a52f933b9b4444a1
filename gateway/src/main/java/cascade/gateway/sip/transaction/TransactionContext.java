package cascade.gateway.sip.transaction;

import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;

/** What a transaction needs of the endpoint that made it. */
public interface TransactionContext {

    Timers timers();

    SipSettings settings();

    SipObserver observer();

    /** Hands bytes to the network; fails where a stream cannot be opened. */
    Future<Void> transmit(byte[] bytes, SipPeer to);

    /** Sends an answer back the way its request came (RFC 3261 section 18.2.2, RFC 3581 section 4). */
    Future<Void> transmitAnswer(byte[] bytes, SipRequest request, SipPeer source);

    /** The request with a Via, branch and the other fields that every request of ours carries. */
    SipRequest stamped(SipRequest request, SipPeer to);

    String domainOf(SipPeer peer);

    /** Monotonic time in nanoseconds. */
    long nanoTime();
}
