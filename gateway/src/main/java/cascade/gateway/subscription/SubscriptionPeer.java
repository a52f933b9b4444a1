package cascade.gateway.subscription;

import cascade.gateway.domain.Domain;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;

/** Peer of a subscription, on either side; tests put a fake in its place. Control loop only. */
public interface SubscriptionPeer {

    /** Name of its domain, which its dialogs belong to. */
    String name();

    boolean isOnline();

    /** Whether its address is known, so that a request outside a dialog can be sent. */
    boolean isReachable();

    /** Whether it has been registered since before a restart of ours, so that it knows the subscriptions of then. */
    default boolean isResumed() {
        return false;
    }

    /** Starts a SUBSCRIBE to the platform itself, outside a dialog. */
    SipRequest.Builder newSubscribe();

    /** Sends a request outside a dialog. */
    ClientTransaction send(SipRequest request);

    /** Sends a request in a dialog, to where the peer is now. */
    ClientTransaction send(SipRequest request, Dialog dialog);

    static SubscriptionPeer of(Domain domain) {
        return new DomainPeer(domain);
    }
}
